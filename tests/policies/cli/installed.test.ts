// The packs as a user has them: unpacked from the tarball into node_modules, away from the repository.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { readReport } from "../../../policies/report";
import { ENGINE_TIMEOUT_MS, createStack, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import { closeSimulators, ownSimulator, simulatorConfig } from "../../engine/tunnels";
import { goodIke, vpnTunnel } from "../fixtures";
import { exportedState } from "./exported-state";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const INSTALLED = "node_modules/pulumi-alicloud-vpn";

let stack: EngineStack;

/** Everything that an installation would put next to the package, except what is left out on purpose. */
function linkDependencies(folder: string, leaveOut: readonly string[]): void {
  const source = join(repositoryRoot, "node_modules");
  const names = readdirSync(source).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(source, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  for (const name of names.filter((one) => !one.startsWith(".") && !leaveOut.includes(one))) {
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(source, name), place);
  }
}

function install(target: EngineStack, leaveOut: readonly string[] = []): void {
  const { scratch, folder } = target.project;
  const npm = ["pack", "--silent", "--ignore-scripts", "--pack-destination", scratch];
  execFileSync("npm", npm, { cwd: repositoryRoot, stdio: ["ignore", "pipe", "ignore"] });
  const tarball = readdirSync(scratch).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made no tarball");
  mkdirSync(join(folder, INSTALLED), { recursive: true });
  execFileSync("tar", ["xzf", join(scratch, tarball), "-C", join(folder, INSTALLED), "--strip-components=1"]);
  linkDependencies(folder, leaveOut);
}

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
