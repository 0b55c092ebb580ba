// The shipped pack on the real CLI, with a program, the provider and a live tunnel (of the simulator) that it observes.
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, mustSucceed, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack, OperationResult } from "../../engine/harness";
import { closeSimulators, declare, ownSimulator, tunnelStack } from "../../engine/tunnels";
import { readReport } from "../../../policies/report";
import type { Simulator } from "../../../simulator";
import { STRONG_PSK, goodIke, goodIpsec } from "../fixtures";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const PACK = join(repositoryRoot, "policies");
const BRANCH = "vco-sim0000000000000002";
const HEADQUARTERS = "vco-sim0000000000000001";
const OTHER_PSK = "hT5$eW8^nB3&yM6!qZ1@kV4*";

const good = (role: string, psk: string): Readonly<Record<string, unknown>> => ({
  vpnConnectionId: BRANCH,
  role,
  tunnelIkeConfig: goodIke({ psk }),
  tunnelIpsecConfig: goodIpsec(),
  enableDpd: true,
});

const modifies = (sim: Simulator): number =>
  sim.journal.filter((entry) => entry.action === "ModifyTunnelAttribute").length;

/** `mandatory alicloud-vpn-tunnel-ike-encryption of master`, in order. */
const verdicts = (
  events: readonly { policyName: string; enforcementLevel: string; resourceUrn?: string }[],
): readonly string[] =>
  events
    .map((one) => `${one.enforcementLevel} ${one.policyName} of ${one.resourceUrn?.split("::").at(-1) ?? "the stack"}`)
    .sort();

describe("a VpnTunnel on the real CLI", () => {
  let sim: Simulator;
  let stack: EngineStack;
  const preview = (configs: readonly string[] = []): Promise<OperationResult> =>
    stack.preview({ policyPacks: [PACK], policyPackConfigs: configs });

  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await tunnelStack(
      sim,
      { master: { vpnConnectionId: BRANCH, role: "master" } },
      { config: { strong: { secret: STRONG_PSK }, other: { secret: OTHER_PSK } } },
    );
  });

  it("is stopped for what is in force on the live tunnel, though it declares nothing", async () => {
    const result = await preview();
    expect(result.exitCode).not.toBe(0);
    const violations = policyViolations(result.events).filter(
      ({ enforcementLevel }) => enforcementLevel === "mandatory",
    );
    expect(violations.map(({ policyName }) => policyName)).toContain("alicloud-vpn-tunnel-ike-dh-group");
    expect(violations.every(({ message }) => message.includes(BRANCH))).toBe(true);
    expect(violations.map(({ message }) => message).join("\n")).toContain("it is what is in force on the tunnel");
    expect(modifies(sim)).toBe(0);
  });

  it("is stopped by a rule over the whole stack, and no key is printed", async () => {
    declare(stack, {
      master: good("master", "$config:strong"),
      other: { ...good("master", "$config:strong"), vpnConnectionId: HEADQUARTERS },
    });
    const result = await preview();
    expect(result.exitCode).not.toBe(0);
    expect(verdicts(policyViolations(result.events))).toEqual(
      expect.arrayContaining(["mandatory alicloud-vpn-tunnel-psk-unique of master"]),
    );
    expect(result.stdout + result.stderr + JSON.stringify(policyViolations(result.events))).not.toContain(
      STRONG_PSK.slice(0, 6),
    );
  });

  it("passes when it is well", async () => {
    declare(stack, { master: good("master", "$config:strong"), slave: good("slave", "$config:other") });
    const result = mustSucceed(await preview());
    expect(policyViolations(result.events).filter(({ enforcementLevel }) => enforcementLevel === "mandatory")).toEqual(
      [],
    );
  });

  it("is judged by a configuration file", async () => {
    stack.project.write({
      "policy.json": JSON.stringify({ "alicloud-vpn-tunnel-ike-encryption": { allowed: ["aes192"] } }),
    });
    const result = await preview([join(stack.project.folder, "policy.json")]);
    expect(result.exitCode).not.toBe(0);
    expect(verdicts(policyViolations(result.events))).toEqual(
      expect.arrayContaining([
        "mandatory alicloud-vpn-tunnel-ike-encryption of master",
        "mandatory alicloud-vpn-tunnel-ike-encryption of slave",
      ]),
    );
  });

  it("has the same verdicts over its exported state, with no cloud to ask", async () => {
    const weak = { ...good("slave", "$config:strong"), tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 86_400 }) };
    declare(stack, { master: good("master", "$config:strong"), slave: weak });
    mustSucceed(await stack.up());
    const previewed = verdicts(policyViolations((await preview()).events));
    const exported = await stack.run([
      "stack",
      "export",
      "--show-secrets",
      "--file",
      join(stack.project.folder, "state.json"),
    ]);
    expect(exported.exitCode).toBe(0);
    const args = [
      "policy",
      "analyze",
      "--file",
      join(stack.project.folder, "state.json"),
      "--policy-pack",
      PACK,
      "--json",
    ];
    const { stdout } = await stack.run(args);
    const analyzed = readReport(stdout).findings.map((one) => ({
      policyName: one.rule,
      enforcementLevel: one.level,
      resourceUrn: one.urn,
    }));
    expect(verdicts(analyzed)).toEqual(previewed);
    expect(previewed).toEqual(
      expect.arrayContaining([
        "advisory alicloud-vpn-connection-tunnel-parity of slave",
        "mandatory alicloud-vpn-tunnel-ipsec-lifetime of slave",
      ]),
    );
  });
});

describe("remediation on the real CLI", () => {
  it("raises the algorithms of a live tunnel, and the key stays a secret in the state", async () => {
    const sim = await ownSimulator();
    const weak = {
      ...good("master", "$config:strong"),
      tunnelIkeConfig: goodIke({ psk: "$config:strong", ikeEncAlg: "des", ikePfs: "group2" }),
    };
    const stack = await tunnelStack(sim, { master: weak }, { config: { strong: { secret: STRONG_PSK } } });
    stack.project.write({ "policy.json": JSON.stringify({ "alicloud-vpn-tunnel-upgrade-crypto": "remediate" }) });
    const result = mustSucceed(
      await stack.up({ policyPacks: [PACK], policyPackConfigs: [join(stack.project.folder, "policy.json")] }),
    );
    expect(stack.stateFile()).not.toContain(STRONG_PSK.slice(0, 6));
    expect(result.stdout + result.stderr).not.toContain(STRONG_PSK.slice(0, 6));
    const sent = sim.journal.filter((entry) => entry.action === "ModifyTunnelAttribute");
    expect(sent).toHaveLength(1);
    const state = await stack.state();
    expect(state.named("master").inputs).toMatchObject({ tunnelIkeConfig: { ikeEncAlg: "aes256", ikePfs: "group14" } });
  });
});
