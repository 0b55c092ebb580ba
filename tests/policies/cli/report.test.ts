// Reports of the real tool about previews and analyses of the real CLI, with and without failures.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, removeStacks, repositoryRoot, runCommand } from "../../engine/harness";
import type { CommandResult, EngineStack } from "../../engine/harness";
import { closeSimulators, declare, ownSimulator, tunnelStack } from "../../engine/tunnels";
import { dualConnection, goodIke, vpnTunnel } from "../fixtures";
import { exportedState } from "./exported-state";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const PACK = join(repositoryRoot, "policies");
const JSON_PREVIEW = { json: true, env: { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" } };
const MASTER = { vpnConnectionId: "vco-sim0000000000000002", role: "master" };

let stack: EngineStack;
const path = (name: string): string => join(stack.project.folder, name);

beforeAll(async () => {
  stack = await tunnelStack(await ownSimulator(), { master: MASTER });
  const weak = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }, "weak");
  const throwing = `const { PolicyPack } = require("@pulumi/policy");
    const validateResource = () => { throw new TypeError("a mistake of the rule"); };
    new PolicyPack("throwing", { policies: [{ name: "throws", description: "Throws.", enforcementLevel: "mandatory", validateResource }] });`;
  const manifest = (name: string): string => JSON.stringify({ name, version: "1.0.0", main: "index.js" });
  stack.project.write({
    "state.json": exportedState([weak, dualConnection()]),
    "throwing/index.js": throwing,
    "throwing/package.json": manifest("throwing"),
    "throwing/PulumiPolicy.yaml": "runtime: nodejs",
    "broken/index.js": "throw new Error('no pack');",
    "broken/package.json": manifest("broken"),
    "broken/PulumiPolicy.yaml": "runtime: nodejs",
  });
});

const preview = async (...packs: readonly string[]): Promise<string> =>
  (await stack.preview({ policyPacks: packs, ...JSON_PREVIEW })).stdout;

const analyze = async (pack: string): Promise<string> =>
  (await stack.run(["policy", "analyze", "--file", path("state.json"), "--policy-pack", pack, "--json"])).stdout;

/** The tool on these events. */
async function report(events: string, ...args: readonly string[]): Promise<CommandResult> {
  writeFileSync(path("events.jsonl"), events);
  const tool = join(repositoryRoot, "dist/cli/main.js");
  const options = { cwd: stack.project.folder, env: process.env };
  return runCommand(process.execPath, [tool, "policy-report", path("events.jsonl"), ...args], options);
}

it("a preview with a pack is judged: pack, version and resources are named, and violations are findings", async () => {
  const events = await preview(PACK);
  const { stdout, exitCode } = await report(events);
  expect(exitCode).toBe(0);
  const { version } = JSON.parse(readFileSync(join(PACK, "package.json"), "utf8")) as { version: string };
  expect(stdout).toContain(`Policy pack alicloud-vpn ${version} judged 1 resource.`);
  expect(stdout).toMatch(/^## VPN policies: \d+ mandatory violations and/);
  const lines = stdout.split("\n").filter((line) => !line.startsWith("<https://"));
  expect(lines.filter((line) => line.length > 108)).toEqual([]);
  expect((await report(events, "--fail-on", "mandatory")).exitCode).toBe(1);
  expect((await report(events, "--format", "junit")).stdout).toContain('errors="0"');
});

it("a preview without a pack judged nothing", async () => {
  const { stdout, exitCode } = await report(await preview());
  expect(exitCode).toBe(4);
  expect(stdout).toContain("No policy pack was loaded, so nothing was judged.");
});

it("a preview that is cut may have had more to say", async () => {
  const lines = (await preview(PACK)).trimEnd().split("\n");
  for (const kept of [lines.length - 1, Math.floor(lines.length / 2), 1]) {
    const { stdout, exitCode } = await report(lines.slice(0, kept).join("\n"), "--format", "sarif");
    expect(exitCode).toBe(5);
    expect(stdout).toContain('"executionSuccessful": false');
  }
});

it.each(["broken", "throwing"])("a preview with a %s pack failed", async (pack) => {
  const { stdout, exitCode } = await report(await preview(path(pack)), "--format", "junit");
  expect(exitCode).toBe(6);
  expect(stdout).toContain('<error type="failed"');
});

it("an analysis is judged, and its state tells how many resources that are", async () => {
  const events = await analyze(PACK);
  const { stdout, exitCode } = await report(events, "--state", path("state.json"), "--fail-on", "mandatory");
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/Policy pack alicloud-vpn \S+ judged 2 resources\./);
  expect((await report(events)).stdout).toContain("(see --state)");
  expect((await report(await analyze(path("throwing")))).exitCode).toBe(6);
  expect((await report(await analyze(path("broken")))).exitCode).toBe(2);
});

it("a preview of a resource that is refused, and one of a program that fails, were not judged to the end", async () => {
  declare(stack, { master: { ...MASTER, role: "neither" } });
  const refused = await report(await preview(PACK));
  expect([refused.exitCode, refused.stdout.split("\n")[0]]).toEqual([
    6,
    expect.stringContaining("not judged to the end"),
  ]);
  stack.project.write({ "program/index.js": "throw new Error('the program');" });
  expect((await report(await preview(PACK))).exitCode).toBe(6);
});
