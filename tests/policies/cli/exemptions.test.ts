// Exemptions and the record of findings on the real CLI: two packs over an exported stack, then the tool's reports.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, createStack, removeStacks, repositoryRoot, runCommand } from "../../engine/harness";
import type { CommandResult, EngineStack } from "../../engine/harness";
import { inDays } from "../days";
import { goodIke, vpnTunnel } from "../fixtures";
import { exportedState } from "./exported-state";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);

const WEAK_PSK = "Zk4!vT9q";
const ENCRYPTION = "alicloud-vpn-tunnel-ike-encryption";
const weak = (name: string, ikeEncAlg: string) =>
  vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg }), preSharedKey: WEAK_PSK }, name);

const CONFIG = {
  all: "mandatory",
  [ENCRYPTION]: {
    exempt: [
      { resource: "old-*", value: "3des", owner: "net team", reason: "router is replaced", until: inDays(10) },
      { resource: "new", reason: "was to be replaced", until: "2020-12-31" },
    ],
  },
};

let stack: EngineStack;
const path = (name: string): string => join(stack.project.folder, name);

/** The tool, in the stack's folder. */
const tool = (...args: readonly string[]): Promise<CommandResult> =>
  runCommand(process.execPath, [join(repositoryRoot, "dist/cli/main.js"), ...args], {
    cwd: stack.project.folder,
    env: process.env,
  });

beforeAll(async () => {
  const resources = [weak("old-1", "3des"), weak("old-2", "des"), weak("new", "3des")];
  stack = await createStack({
    files: { "index.js": "", "state.json": exportedState(resources), "config.json": JSON.stringify(CONFIG) },
  });
  const packs = ["policies", "policies/algorithms"].flatMap((pack) => [
    "--policy-pack",
    join(repositoryRoot, pack),
    "--policy-pack-config",
    path("config.json"),
  ]);
  const { stdout } = await stack.run(["policy", "analyze", "--file", path("state.json"), ...packs, "--json"], {
    env: { ALICLOUD_VPN_POLICY_RECORD: path("findings.jsonl") },
  });
  stack.project.write({ "events.json": stdout });
});

it("an exemption holds for its value alone; an ended one is an advisory, and its rule judges again", async () => {
  const { stdout } = await tool("policy-report", "events.json", "--record", "findings.jsonl", "--format", "json");
  const report = JSON.parse(stdout) as {
    readonly status: string;
    readonly findings: readonly Readonly<Record<string, unknown>>[];
    readonly exempt: readonly Readonly<Record<string, unknown>>[];
  };
  expect(report.status).toBe("judged");
  const packs = ["alicloud-vpn", "alicloud-vpn-algorithms"];
  const property = "tunnelIkeConfig.ikeEncAlg";
  // Both packs found the same, so it is one finding.
  expect(report.findings.filter(({ rule }) => rule === ENCRYPTION)).toEqual([
    expect.objectContaining({
      urn: expect.stringMatching(/::new$/),
      path: property,
      value: "3des",
      origin: "declared",
      packs,
    }),
    expect.objectContaining({
      urn: expect.stringMatching(/::old-2$/),
      path: property,
      value: "des",
      gateway: "vpn-1",
      packs,
    }),
  ]);
  expect(report.exempt).toEqual([
    expect.objectContaining({
      urn: expect.stringMatching(/::old-1$/),
      value: "3des",
      exemption: expect.objectContaining({ owner: "net team" }),
    }),
  ]);
  const reminders = report.findings.filter(({ rule }) => rule === "alicloud-vpn-exemptions");
  expect(reminders.map(({ level, message }) => [level, message])).toEqual([
    ["advisory", expect.stringContaining(`new: the exemption of new from ${ENCRYPTION} ("was to be replaced") ended`)],
    ["advisory", expect.stringContaining(`ends on ${inDays(10)}, in 10 days.`)],
  ]);
});

it("the record and the reports hold no key", async () => {
  const record = readFileSync(path("findings.jsonl"), "utf8");
  expect(record).toContain('"rule":"alicloud-vpn-tunnel-psk-strength"');
  expect(record).not.toContain(WEAK_PSK.slice(0, 4));
});

it("exempt findings are suppressions in SARIF and skipped in JUnit", async () => {
  const sarif = await tool("policy-report", "events.json", "--record", "findings.jsonl", "--format", "sarif");
  expect(sarif.stdout).toContain('"justification": "router is replaced"');
  const junit = await tool("policy-report", "events.json", "--record", "findings.jsonl", "--format", "junit");
  expect(junit.stdout).toContain(`<skipped message="exempt until ${inDays(10)}: router is replaced, net team"/>`);
});

it("the tool tells from the record which exemptions were needed, and refuses the ended one", async () => {
  const list = await tool("policy-exemptions", "list", "config.json", "--record", "findings.jsonl");
  expect(list.stdout).toMatch(/^old-\* .* soon +2 /mu);
  const check = await tool("policy-exemptions", "check", "config.json", "--record", "findings.jsonl");
  expect(check.exitCode).toBe(1);
  expect(check.stdout).toContain("ended on 2020-12-31");
  const config = await tool("policy-config", "check", "config.json");
  expect([config.exitCode, config.stdout]).toEqual([1, expect.stringContaining("(new) ended on 2020-12-31")]);
});

it("a relative path for the record is one clear error", async () => {
  const args = ["policy", "analyze", "--file", path("state.json"), "--policy-pack", join(repositoryRoot, "policies")];
  const { stdout, stderr, exitCode } = await stack.run(args, { env: { ALICLOUD_VPN_POLICY_RECORD: "findings.jsonl" } });
  expect(exitCode).not.toBe(0);
  expect(stdout + stderr).toContain("ALICLOUD_VPN_POLICY_RECORD must be an absolute path");
});
