// Each preset on the real CLI's preview. The program has a tunnel that meets the standard, if any can, and one that
// does not. Both are made from the preset itself.
import { isShangMiAlgorithm } from "../../../ipsec/algorithms";
import { join } from "node:path";
import { PRESETS } from "../../../policies/presets";
import { LIFETIME_FIELDS, NAMED_FIELDS, isSatisfiable } from "../../../policies/presets/preset";
import type { Preset } from "../../../policies/presets/preset";
import { ENGINE_TIMEOUT_MS, mustSucceed, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack, OperationResult } from "../../engine/harness";
import { closeSimulators, declare, ownSimulator, tunnelStack } from "../../engine/tunnels";
import { STRONG_PSK, goodIke, goodIpsec } from "../fixtures";
import type { Props } from "../fixtures";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const PROFILE = "alicloud-vpn-tunnel-crypto-profile";
const LIMITS = "alicloud-vpn-tunnel-standard-limits";
/** Values that the API takes, and that every standard which can be met and says anything about them refuses. */
const REFUSED: Props = {
  ikeVersion: "ikev1",
  ikeEncAlg: "des",
  ipsecEncAlg: "des",
  ikeAuthAlg: "md5",
  ikePfs: "group1",
};

const tunnel = (role: string, values: Props): Readonly<Record<string, unknown>> => {
  const of = (block: Props): Props =>
    Object.fromEntries(Object.entries(block).map(([field, value]) => [field, values[field] ?? value]));
  return {
    vpnConnectionId: "vco-sim0000000000000002",
    role,
    tunnelIkeConfig: { ...of(goodIke()), psk: "$config:strong" },
    tunnelIpsecConfig: of(goodIpsec()),
  };
};

/**
 * The last of the values that a standard accepts for each field; where it accepts none, what is good elsewhere. Nobody
 * can declare the algorithms of a ShangMi gateway.
 */
const compliant = (preset: Preset): Props =>
  Object.fromEntries([
    ...NAMED_FIELDS.flatMap((field) => {
      const value: string | undefined = preset.named[field]?.accept.at(-1);
      return value === undefined || isShangMiAlgorithm(value) ? [] : [[field, value] as const];
    }),
    ...LIFETIME_FIELDS.flatMap((field) => {
      const max = preset.lifetimes[field]?.max;
      return max === undefined ? [] : [[field, max] as const];
    }),
  ]);

/** One value off: of the first field that the standard and the list above both name. */
function violating(preset: Preset): { readonly field: string; readonly values: Props } {
  const field = NAMED_FIELDS.find((one) => preset.named[one] !== undefined && one in REFUSED) ?? "ikeEncAlg";
  return { field, values: { ...compliant(preset), [field]: REFUSED[field] } };
}

let stack: EngineStack;

beforeAll(async () => {
  stack = await tunnelStack(await ownSimulator(), {}, { config: { strong: { secret: STRONG_PSK } } });
});

async function preview(preset: Preset): Promise<OperationResult> {
  const rule = { enforcementLevel: "mandatory", profile: preset.id };
  stack.project.write({ "preset.json": JSON.stringify({ all: "disabled", [PROFILE]: rule, [LIMITS]: "advisory" }) });
  return stack.preview({
    policyPacks: [join(repositoryRoot, "policies", "algorithms")],
    policyPackConfigs: [join(stack.project.folder, "preset.json")],
  });
}

/** Each violation as the name of the tunnel and its message. */
const verdicts = (result: OperationResult): readonly (readonly [string, string])[] =>
  policyViolations(result.events)
    .map(({ resourceUrn, message }) => [resourceUrn?.split("::").at(-1) ?? "", message] as const)
    .sort(([one], [other]) => one.localeCompare(other));

it.each(PRESETS.filter(isSatisfiable).map((preset) => [preset.id, preset] as const))(
  "%s lets the tunnel that meets it pass, and stops the other one for its one value",
  async (_, preset) => {
    const { field, values } = violating(preset);
    declare(stack, { meets: tunnel("master", compliant(preset)), misses: tunnel("slave", values) });
    const result = await preview(preset);
    expect(result.exitCode).not.toBe(0);
    expect(verdicts(result)).toEqual([["misses", expect.stringContaining(`${field} is "${String(values[field])}"`)]]);
  },
);

it.each(PRESETS.filter((preset) => !isSatisfiable(preset)).map((preset) => [preset.id, preset] as const))(
  "%s enforces what can be met, and says once what cannot",
  async (_, preset) => {
    const { values } = violating(preset);
    declare(stack, { best: tunnel("master", compliant(preset)), misses: tunnel("slave", values) });
    const result = await preview(preset);
    // Only a ShangMi gateway, which this tunnel does not have, can better anything for its standard.
    const isEnforced = preset.isMetByShangMi !== true;
    expect(result.exitCode !== 0).toBe(isEnforced);
    const messages = verdicts(result).map(([, message]) => message);
    const limits = messages.filter((message) => message.includes("in full: "));
    expect(limits).toHaveLength(1);
    for (const { what, need } of preset.blockers) expect(limits.join()).toContain(`${what}: needs ${need}`);
    expect(messages.length > 1).toBe(isEnforced);
  },
);

it("a program that meets its standard passes", async () => {
  const [preset] = PRESETS.filter(isSatisfiable);
  if (preset === undefined) throw new Error("no preset can be met");
  declare(stack, { meets: tunnel("master", compliant(preset)), too: tunnel("slave", compliant(preset)) });
  expect(verdicts(mustSucceed(await preview(preset)))).toEqual([]);
});
