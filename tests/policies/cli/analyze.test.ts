// The shipped packs on the real CLI, over exported stacks: no program, no provider, no cloud.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PRESETS } from "../../../policies/presets";
import { isBlocked, isSatisfiable } from "../../../policies/presets/preset";
import type { Preset } from "../../../policies/presets/preset";
import { ENGINE_TIMEOUT_MS, createStack, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import { readReport } from "../../../policies/report";
import type { Finding } from "../../../policies/report";
import { inDays } from "../days";
import {
  attachment,
  dualConnection,
  goodBgp,
  goodIke,
  goodIpsec,
  observed,
  singleConnection,
  vpnTunnel,
} from "../fixtures";
import { SHARING, inForm } from "../forms";
import { exportedState } from "./exported-state";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);

const WEAK_PSK = "Zk4!vT9q";
const WEAK = { ikeConfig: goodIke({ ikeEncAlg: "des", psk: WEAK_PSK }), ipsecConfig: goodIpsec() };
const GOOD = [
  vpnTunnel({}, "good-tunnel"),
  inForm(
    SHARING,
    vpnTunnel(
      {
        vpnConnectionId: "vco-2",
        tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.21.0/30", localBgpIp: "169.254.21.1" }),
        observed: observed({ vpnGatewayId: "vpn-6", remoteSubnets: ["192.168.96.0/20"] }),
      },
      "good-pair",
    ),
  ),
  dualConnection({ vpnGatewayId: "vpn-5", remoteSubnets: ["192.168.80.0/20"] }, "good-dual"),
];
const BAD = [
  vpnTunnel(
    {
      tunnelIkeConfig: { ikeEncAlg: "des" },
      observed: observed({ vpnGatewayId: "vpn-9", remoteSubnets: ["8.8.8.0/24"] }),
    },
    "bad-tunnel",
  ),
  inForm(
    SHARING,
    vpnTunnel(
      {
        vpnConnectionId: "vco-3",
        tunnelIkeConfig: { ikeEncAlg: "des" },
        observed: observed({ vpnGatewayId: "vpn-7", remoteSubnets: ["8.8.4.0/24"] }),
      },
      "bad-pair",
    ),
  ),
  singleConnection(WEAK, "bad-single"),
  attachment(WEAK, "bad-attachment"),
];

let stack: EngineStack;

beforeAll(async () => {
  stack = await createStack({
    files: { "index.js": "", "state.json": exportedState([...GOOD, ...BAD]), "good.json": exportedState(GOOD) },
  });
});

async function analyze(
  file: string,
  config?: object,
  pack = "policies",
): Promise<{ exitCode: number; findings: readonly Finding[] }> {
  stack.project.write({ "config.json": JSON.stringify(config ?? {}) });
  const args = [
    "policy",
    "analyze",
    "--file",
    join(stack.project.folder, file),
    "--policy-pack",
    join(repositoryRoot, pack),
  ];
  const { stdout, exitCode } = await stack.run([
    ...args,
    "--policy-pack-config",
    join(stack.project.folder, "config.json"),
    "--json",
  ]);
  return { exitCode: exitCode ?? -1, findings: readReport(stdout).findings };
}

const named = (findings: readonly Finding[], rule: string): readonly string[] =>
  findings
    .filter((finding) => finding.rule === `alicloud-vpn-${rule}`)
    .map(({ urn }) => urn.split("::").at(-1) ?? "")
    .sort();

it("accepts a stack that is well", async () => {
  const { exitCode, findings } = await analyze("good.json");
  expect(findings.filter(({ level }) => level === "mandatory")).toEqual([]);
  expect(exitCode).toBe(0);
});

it("judges all four resources, fails, and shows no key", async () => {
  const { exitCode, findings } = await analyze("state.json");
  expect(exitCode).not.toBe(0);
  expect(named(findings, "tunnel-ike-encryption")).toEqual(["bad-attachment", "bad-pair", "bad-single", "bad-tunnel"]);
  expect(named(findings, "tunnel-psk-strength")).toEqual(["bad-attachment", "bad-single"]);
  expect(JSON.stringify(findings)).not.toContain(WEAK_PSK.slice(0, 4));
});

it("takes levels, settings and exemptions from a configuration file", async () => {
  const { exitCode, findings } = await analyze(
    "state.json",
    {
      all: "mandatory",
      "alicloud-vpn-tunnel-ike-encryption": {
        enforcementLevel: "mandatory",
        allowed: ["aes256"],
        exempt: [
          { resource: "bad-s*", reason: "is replaced", until: inDays(60) },
          { resource: "bad-attachment", reason: "was to be replaced", until: "2020-12-31" },
        ],
      },
      "alicloud-vpn-tunnel-psk-strength": { minLength: 5, minBits: 0 },
    },
    "policies",
  );
  expect(exitCode).not.toBe(0);
  expect(named(findings, "tunnel-ike-encryption")).toEqual(["bad-attachment", "bad-pair", "bad-tunnel"]);
  const stale = findings.filter(({ message }) => message.includes("ended on 2020-12-31"));
  expect(stale.map(({ rule, level }) => [rule, level])).toEqual([["alicloud-vpn-exemptions", "advisory"]]);
  expect(named(findings, "tunnel-psk-strength")).toEqual([]);
});

it("refuses a setting of the wrong kind, as the schema of each rule is known to the CLI", async () => {
  stack.project.write({
    "wrong.json": JSON.stringify({ "alicloud-vpn-tunnel-ike-encryption": { allowed: ["aes128"] } }),
  });
  const args = [
    "policy",
    "analyze",
    "--file",
    join(stack.project.folder, "good.json"),
    "--policy-pack",
    join(repositoryRoot, "policies"),
  ];
  const { stdout, stderr, exitCode } = await stack.run([
    ...args,
    "--policy-pack-config",
    join(stack.project.folder, "wrong.json"),
  ]);
  expect(exitCode).not.toBe(0);
  expect(stdout + stderr).toContain("alicloud-vpn-tunnel-ike-encryption");
});

it("takes the configurations of the README, each of them", async () => {
  const readme = readFileSync(join(repositoryRoot, "policies/README.md"), "utf8");
  for (const [, block = ""] of readme.matchAll(/```json\n([\s\S]*?)```/g)) {
    stack.project.write({ "readme.json": block });
    const file = join(stack.project.folder, "readme.json");
    const args = ["policy", "analyze", "--file", join(stack.project.folder, "good.json"), "--json"];
    const { stdout } = await stack.run([
      ...args,
      "--policy-pack",
      join(repositoryRoot, "policies"),
      "--policy-pack-config",
      file,
    ]);
    // Not taken, there would be no events; what is configured may well be violated.
    expect(readReport(stdout).findings.every(({ rule }) => rule.startsWith("alicloud-vpn-"))).toBe(true);
  }
});

it.each([
  ["policies/algorithms", "tunnel-ike-encryption", "tunnel-psk-strength"],
  ["policies/cidrs", "connection-remote-cidrs", "tunnel-ike-encryption"],
])("%s has its own rules only", async (pack, present, absent) => {
  const { findings } = await analyze("state.json", {}, pack);
  expect(named(findings, absent)).toEqual([]);
  expect(named(findings, present)).toContain("bad-tunnel");
});

/** The bad tunnels encrypt IKE with DES. Of some standards, no gateway or none but ShangMi's has a better value. */
const bettersEncryption = (preset: Preset): boolean =>
  !isBlocked(preset, "ikeEncAlg") && preset.isMetByShangMi !== true;
const BAD_NAMES = ["bad-attachment", "bad-pair", "bad-single", "bad-tunnel"];

it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
  "%s is judged over compliant and violating tunnels",
  async (profile, preset) => {
    const { exitCode, findings } = await analyze("state.json", {
      all: "disabled",
      "alicloud-vpn-tunnel-crypto-profile": { enforcementLevel: "mandatory", profile },
      "alicloud-vpn-tunnel-standard-limits": "advisory",
    });
    const judged = named(findings, "tunnel-crypto-profile");
    const bad = [...new Set(judged)].filter((name) => name.startsWith("bad-"));
    expect(bad).toEqual(bettersEncryption(preset) ? BAD_NAMES : []);
    // What no tunnel can meet is said once for the stack.
    expect(named(findings, "tunnel-standard-limits")).toHaveLength(isSatisfiable(preset) ? 0 : 1);
    expect(exitCode === 0).toBe(judged.length === 0);
  },
);

it.each(PRESETS.filter((preset) => !bettersEncryption(preset)).map(({ id }) => id))(
  "%s leaves a value that it cannot better to the rule about this value",
  async (profile) => {
    const { exitCode, findings } = await analyze("state.json", {
      all: "disabled",
      "alicloud-vpn-tunnel-ike-encryption": "mandatory",
      "alicloud-vpn-tunnel-crypto-profile": { enforcementLevel: "mandatory", profile },
      "alicloud-vpn-tunnel-standard-limits": "advisory",
    });
    expect(exitCode).not.toBe(0);
    expect(named(findings, "tunnel-ike-encryption")).toEqual(BAD_NAMES);
    expect(named(findings, "tunnel-crypto-profile")).toEqual([]);
    expect(named(findings, "tunnel-standard-limits")).toHaveLength(1);
  },
);
