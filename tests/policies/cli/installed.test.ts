// The packs as a user has them: unpacked from the tarball into node_modules, away from the repository.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "../../../policies/report";
import { ENGINE_TIMEOUT_MS, createStack, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import { closeSimulators, ownSimulator, simulatorConfig } from "../../engine/tunnels";
import { goodIke, vpnTunnel } from "../fixtures";
import { exportedState } from "./exported-state";
import { INSTALLED, installInto } from "./installation";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

let stack: EngineStack;

const install = ({ project }: EngineStack, leaveOut: readonly string[] = []): void =>
  installInto(project.folder, project.scratch, leaveOut);

const analyze = async (target: EngineStack, pack: string) => {
  const { folder } = target.project;
  return target.run([
    "policy",
    "analyze",
    "--file",
    join(folder, "state.json"),
    "--policy-pack",
    join(folder, INSTALLED, pack),
    "--json",
  ]);
};

const newStack = (): Promise<EngineStack> => {
  const weak = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }, "weak");
  return createStack({ files: { "index.js": "", "state.json": exportedState([weak]) }, installed: false });
};

beforeAll(async () => {
  stack = await newStack();
  install(stack);
});

it.each(["policies", "policies/algorithms"])("%s judges from the installed package", async (pack) => {
  const { stdout, exitCode } = await analyze(stack, pack);
  expect(exitCode).not.toBe(0);
  expect(readReport(stdout).findings.map(({ rule }) => rule)).toContain("alicloud-vpn-tunnel-ike-encryption");
});

it("judges a preview of a program that has nothing but the installed package", async () => {
  await stack.configure(simulatorConfig(await ownSimulator()));
  stack.project.write({
    "index.js": `const { VpnTunnel } = require("pulumi-alicloud-vpn");
      new VpnTunnel("weak", {
        vpnConnectionId: "vco-sim0000000000000001",
        role: "master",
        tunnelIkeConfig: { ikeEncAlg: "des" },
      });`,
  });
  const result = await stack.preview({ policyPacks: [`${INSTALLED}/policies/algorithms`] });
  expect(result.exitCode).not.toBe(0);
  const stopped = policyViolations(result.events).filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  expect(stopped.map(({ policyName }) => policyName)).toContain("alicloud-vpn-tunnel-ike-encryption");
});

it("policies/cidrs finds nothing wrong there", async () => {
  const { stdout, exitCode } = await analyze(stack, "policies/cidrs");
  expect(exitCode).toBe(0);
  expect(readReport(stdout).findings).toEqual([]);
});

it("the pack of the README's example, in TypeScript, is composed from it", async () => {
  const [, program] =
    /```ts\n([\s\S]*?)```/.exec(readFileSync(join(repositoryRoot, "policies/README.md"), "utf8")) ?? [];
  stack.project.write({
    "acme/index.ts": program ?? "",
    "acme/package.json": JSON.stringify({ name: "acme", version: "1.0.0", main: "index.ts" }),
    "acme/PulumiPolicy.yaml": "runtime: nodejs",
  });
  const { folder } = stack.project;
  const args = [
    "policy",
    "analyze",
    "--file",
    join(folder, "state.json"),
    "--policy-pack",
    join(folder, "acme"),
    "--json",
  ];
  const { stdout, exitCode } = await stack.run(args);
  const { findings } = readReport(stdout);
  expect(findings.map(({ rule, level, packs }) => `${level} ${rule} ${packs.join()}`)).toContain(
    "mandatory alicloud-vpn-tunnel-ike-encryption acme-vpn",
  );
  // The preset's rules judge value by value, so the rule about the standard is off.
  expect(findings.map(({ rule }) => rule)).not.toContain("alicloud-vpn-tunnel-crypto-profile");
  expect(exitCode).not.toBe(0);
});

it("has the schema of configuration files, and no sources", () => {
  const inside = (path: string): boolean => existsSync(join(stack.project.folder, INSTALLED, path));
  expect(inside("policies/policy-config.schema.json")).toBe(true);
  expect(inside("policies/pack.ts")).toBe(false);
});

it("says what to install where @pulumi/policy is missing", async () => {
  const bare = await newStack();
  install(bare, ["@pulumi/policy"]);
  const { stdout, stderr, exitCode } = await analyze(bare, "policies");
  expect(exitCode).not.toBe(0);
  expect(stdout + stderr).toContain("npm install @pulumi/policy");
});
