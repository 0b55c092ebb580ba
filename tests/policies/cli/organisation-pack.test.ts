// examples/organisation-pack as its users run it: its own tests, its samples, and an analysis by the real CLI.
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "../../../policies/report";
import { ENGINE_TIMEOUT_MS, createStack, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import { runTool } from "../../unit/cli/captured-run";
import { goodIke, goodIpsec, vpnTunnel } from "../fixtures";
import { exportedState } from "./exported-state";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);

let stack: EngineStack;
let pack: string;

beforeAll(async () => {
  const old = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeVersion: "ikev1" }) }, "plant-lyon-1");
  const weak = vpnTunnel({ vpnConnectionId: "vco-2", tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }, "branch");
  const slow = vpnTunnel({ vpnConnectionId: "vco-3", tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 7200 }) }, "slow");
  const state = exportedState([old, weak, slow]);
  stack = await createStack({ files: { "index.js": "", "state.json": state }, packages: ["ts-node", "typescript"] });
  pack = join(stack.project.folder, "organisation-pack");
  cpSync(join(repositoryRoot, "examples/organisation-pack"), pack, { recursive: true });
});

it("passes its own tests", () => {
  const args = ["--require", "ts-node/register/transpile-only", "--test", "short-phase-2.test.ts"];
  const printed = execFileSync(process.execPath, args, { cwd: pack, encoding: "utf8" });
  expect(printed).toMatch(/pass 2\b/u);
});

it("is as its samples want it", async () => {
  const { code, out } = await runTool(["policy-test", pack, join(pack, "samples")]);
  expect(out).toContain("2 samples of 1 rules: all as they should be");
  expect(code).toBe(0);
});

it("judges a stack: its own rule as advisory, the standard's as mandatory, and not the exempt site", async () => {
  const file = ["policy", "analyze", "--file", join(stack.project.folder, "state.json"), "--json"];
  // The compiler checks the pack's types as well, as it does for a user.
  const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "false" };
  const { stdout, exitCode } = await stack.run([...file, "--policy-pack", pack], { env });
  expect(exitCode).not.toBe(0);
  const verdicts = readReport(stdout).findings.map(
    ({ rule, level, urn }) => `${level} ${rule} ${urn.split("::").at(-1)}`,
  );
  expect(verdicts).toContain("advisory acme-short-phase-2 slow");
  expect(verdicts).toContain("mandatory alicloud-vpn-tunnel-ike-encryption branch");
  // What the tunnels of this stack have in common is not exempt.
  const aboutLyon = verdicts.filter((verdict) => verdict.startsWith("mandatory") && verdict.endsWith("plant-lyon-1"));
  expect(aboutLyon.filter((verdict) => /tunnel-(ike|ipsec|crypto|psk)/u.test(verdict))).toEqual([]);
});
