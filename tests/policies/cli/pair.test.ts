// The shipped pack on the real CLI, with a program that declares a VpnTunnelPair: its findings name the place in the
// program, a remediation writes there, and the exported state has the same verdicts.
import { join } from "node:path";
import { readReport } from "../../../policies/report";
import { mustSucceed, policyViolations, repositoryRoot } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import { BRANCH, MASTER, SLAVE, declare, onRealCli, ownSimulator, tunnelStack } from "../../engine/tunnels";
import { OTHER_PSK, STRONG_PSK, goodIke, goodIpsec } from "../fixtures";
import type { Props } from "../fixtures";

onRealCli();

const PACK = join(repositoryRoot, "policies");
const PROGRAM = `
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { VpnTunnelPair } = require("pulumi-alicloud-vpn");
const config = new pulumi.Config();
const pairs = JSON.parse(readFileSync(join(__dirname, "tunnels.json"), "utf8"), (_, value) =>
  typeof value === "string" && value.startsWith("$config:") ? config.requireSecret(value.slice(8)) : value);
for (const [name, args] of Object.entries(pairs)) new VpnTunnelPair(name, args);
`;

const key = (name: string): Props => ({ tunnelIkeConfig: { psk: `$config:${name}` } });
const pair = (changes: Props = {}): Props => ({
  vpnConnectionId: BRANCH,
  enableDpd: true,
  tunnelIkeConfig: goodIke(),
  tunnelIpsecConfig: goodIpsec(),
  master: key("strong"),
  slave: key("other"),
  rollout: { holdSeconds: 0 },
  ...changes,
});

const packStack = async (office: Props): Promise<EngineStack> =>
  tunnelStack(
    await ownSimulator(),
    { office },
    {
      files: { "program/index.js": PROGRAM },
      config: { strong: { secret: STRONG_PSK }, other: { secret: OTHER_PSK } },
    },
  );

type Told = Readonly<{ policyName: string; enforcementLevel: string; message: string }>;
/** Rule, and the message without the description that the engine puts before it. */
const told = (findings: readonly Told[], level = "mandatory"): readonly string[] =>
  findings
    .filter(({ enforcementLevel }) => enforcementLevel === level)
    .map(({ policyName, message }) => `${policyName} ${message.slice(message.indexOf("office: ")).trim()}`)
    .sort();

describe("a VpnTunnelPair on the real CLI", () => {
  let stack: EngineStack;
  const preview = async () => stack.preview({ policyPacks: [PACK] });

  beforeAll(async () => {
    stack = await packStack({ vpnConnectionId: BRANCH });
  });

  it("is stopped for what is in force on its live tunnels, though it declares nothing", async () => {
    const result = await preview();
    expect(result.exitCode).not.toBe(0);
    const groups = told(policyViolations(result.events)).filter((text) => text.includes("ike-dh-group"));
    expect(groups).toEqual([
      expect.stringContaining(`office: tunnels ${MASTER} (master) and ${SLAVE} (slave) of connection ${BRANCH}`),
    ]);
    expect(groups[0]).toContain("tunnelIkeConfig.ikePfs is ");
    expect(groups[0]).toContain("it is what is in force on the tunnel");
  });

  it("is told where the program declares what is wrong, and no key is printed", async () => {
    const slave = { tunnelIkeConfig: { psk: "$config:other", ikeEncAlg: "des" } };
    declare(stack, { office: pair({ tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 86_400 }), slave }) });
    const result = await preview();
    expect(told(policyViolations(result.events))).toEqual([
      expect.stringMatching(
        /ike-encryption office: tunnel tun-\w+ \(slave\) .*: slave\.tunnelIkeConfig\.ikeEncAlg is "des"/,
      ),
      expect.stringMatching(
        /ipsec-lifetime office: tunnels tun-\w+ \(master\) and .*: tunnelIpsecConfig\.ipsecLifetime is/,
      ),
    ]);
    const printed = result.stdout + result.stderr + JSON.stringify(policyViolations(result.events));
    for (const secret of [STRONG_PSK, OTHER_PSK]) expect(printed).not.toContain(secret.slice(0, 6));
  });

  it("passes when it is well, and is told of an unfinished roll-out", async () => {
    declare(stack, { office: pair({ rollout: { holdSeconds: 0, stage: "first" } }) });
    const { events } = mustSucceed(await preview());
    expect(told(policyViolations(events))).toEqual([]);
    expect(told(policyViolations(events), "advisory").join()).toContain("rollout-complete office: rollout.stage is");
  });

  it("has the same verdicts over its exported state, with no cloud to ask", async () => {
    const slave = { tunnelIkeConfig: { psk: "$config:other", ikeEncAlg: "aes" } };
    declare(stack, { office: pair({ tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 86_400 }), slave }) });
    mustSucceed(await stack.up());
    const previewed = policyViolations((await preview()).events);
    const state = join(stack.project.folder, "state.json");
    expect((await stack.run(["stack", "export", "--show-secrets", "--file", state])).exitCode).toBe(0);
    const { stdout } = await stack.run(["policy", "analyze", "--file", state, "--policy-pack", PACK, "--json"]);
    const analyzed = readReport(stdout).findings.map(({ rule, level, message }) => ({
      policyName: rule,
      enforcementLevel: level,
      message,
    }));
    for (const level of ["mandatory", "advisory"]) expect(told(analyzed, level)).toEqual(told(previewed, level));
    expect(told(analyzed)).toEqual([expect.stringContaining("ipsec-lifetime office: tunnels ")]);
    expect(told(analyzed, "advisory").join()).toContain("slave.tunnelIkeConfig.ikeEncAlg is aes, not aes256");
  });
});

it("a correction writes to where the program declares it", async () => {
  const slave = { tunnelIkeConfig: { psk: "$config:other" } };
  const stack = await packStack(pair({ tunnelIkeConfig: goodIke(), enableDpd: false, slave }));
  const rule = { enforcementLevel: "remediate", correct: true };
  stack.project.write({ "policy.json": JSON.stringify({ "alicloud-vpn-tunnel-dpd-enabled": rule }) });
  const result = mustSucceed(
    await stack.up({ policyPacks: [PACK], policyPackConfigs: [join(stack.project.folder, "policy.json")] }),
  );
  const stored = (await stack.state()).named("office");
  expect(stored.inputs).toMatchObject({ enableDpd: true });
  expect(stored.inputs).not.toHaveProperty("master.enableDpd");
  for (const secret of [STRONG_PSK, OTHER_PSK]) {
    expect(stack.stateFile()).not.toContain(secret.slice(0, 6));
    expect(result.stdout + result.stderr).not.toContain(secret.slice(0, 6));
  }
});
