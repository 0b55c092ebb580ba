// Previews in which nobody reads the live tunnel, on the real CLI: an outage stops, and all else is told.
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import { closeSimulators, ownSimulator, tunnelStack } from "../../engine/tunnels";
import { STRONG_PSK, goodIke, goodIpsec } from "../fixtures";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const TUNNEL = {
  vpnConnectionId: "vco-sim0000000000000002",
  role: "master",
  tunnelIkeConfig: goodIke({ psk: "$config:strong" }),
  tunnelIpsecConfig: goodIpsec(),
  enableDpd: true,
};

/** Level, rule and message of each finding about coverage in a preview. */
async function coverage(stack: EngineStack): Promise<{ readonly exitCode: number; readonly told: readonly string[] }> {
  const { events, exitCode } = await stack.preview({ policyPacks: [join(repositoryRoot, "policies")] });
  const told = policyViolations(events)
    .filter(({ policyName }) => policyName.startsWith("alicloud-vpn-not-"))
    .map(({ enforcementLevel, policyName, message }) => `${enforcementLevel} ${policyName} ${message}`);
  return { exitCode, told };
}

it("an outage stops the preview, and what no rule has judged is named", async () => {
  const sim = await ownSimulator();
  const stack = await tunnelStack(sim, { master: TUNNEL }, { config: { strong: { secret: STRONG_PSK } } });
  await sim.close();
  const { exitCode, told } = await coverage(stack);
  expect(told).toEqual([expect.stringMatching(/^mandatory alicloud-vpn-not-judged [^]*the connection's localSubnets/)]);
  expect(exitCode).not.toBe(0);
});

it("comparing that is switched off stops nothing, and is told", async () => {
  const config = { strong: { secret: STRONG_PSK }, "alicloud-vpn:compare": "off" };
  const { exitCode, told } = await coverage(await tunnelStack(await ownSimulator(), { master: TUNNEL }, { config }));
  expect(told).toEqual([
    expect.stringMatching(/^advisory alicloud-vpn-not-known [^]*alicloud-vpn:compare switches off/),
  ]);
  expect(exitCode).toBe(0);
});
