// A program that esbuild made one file of, on the real CLI: with this package beside it, and with this package inside
// it.
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import { createStack, type EngineStack, mustSucceed, runCommand } from "./harness";
import { BRANCH, onRealCli, ownSimulator, simulatorConfig } from "./tunnels";

onRealCli();

const KEY = "Branch-shared-key";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as vpn from "pulumi-alicloud-vpn";

export = async () => {
  const branch = await vpn.getVpnConnection({ vpnConnectionId: "${BRANCH}" });
  const peer = await vpn.getPeerConfig({ vpnConnectionId: "${BRANCH}" });
  const tunnel = new vpn.VpnTunnel("master", { vpnConnectionId: branch.vpnConnectionId!, role: "master" });
  const diagnoses = vpn.diagnoseOutput({ ids: [tunnel.tunnelId] });
  return {
    name: branch.name,
    connections: vpn.getVpnConnectionsOutput().apply((all) => all.length),
    verdict: diagnoses.apply(([diagnosis]) => diagnosis?.verdict),
    files: vpn.renderPeerConfig(peer, "strongswan").files.length,
    problems: vpn.checkTunnel({}).map(({ property }) => property),
  };
};`;

const ESBUILD = join(require.resolve("esbuild/package.json"), "..", "bin", "esbuild");

/** Makes the project's program of the source, with the given packages left outside. */
async function bundle(stack: EngineStack, source: string, outside: readonly string[]): Promise<void> {
  const args = [source, "--bundle", "--platform=node", "--format=cjs", "--outfile=index.js", "--log-level=warning"];
  const externals = outside.map((name) => `--external:${name}`);
  const result = await runCommand(ESBUILD, [...args, ...externals], { cwd: stack.project.folder, env: process.env });
  // A warning is a call that the bundler could not follow.
  expect(result).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
}

describe.each([
  ["beside the bundle", ["@pulumi/pulumi", "pulumi-alicloud-vpn"]],
  ["inside the bundle", ["@pulumi/pulumi"]],
])("a program with the package %s", (_, outside) => {
  let sim: Simulator;
  let stack: EngineStack;
  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await createStack({
      files: {
        "source.ts": PROGRAM,
        "failing.ts": `import { getVpnConnectionOutput } from "pulumi-alicloud-vpn";
          export const found = getVpnConnectionOutput({ vpnConnectionId: "vco-none" });`,
      },
      main: "index.js",
      runtimeOptions: { typescript: false },
      config: simulatorConfig(sim),
    });
  });

  it("looks up, diagnoses and declares", async () => {
    await bundle(stack, "source.ts", outside);
    expect(mustSucceed(await stack.up()).changeSummary).toEqual({ create: 2 });
    expect(await stack.outputs()).toEqual({
      name: "branch",
      connections: 5,
      verdict: "up",
      files: 4,
      problems: ["vpnConnectionId", "role"],
    });
    expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
    expect(sim.journal.map(({ action }) => action)).toContain("DownloadVpnConnectionConfig");
  });

  it.each(["httpx:*", "*"])("logs no body, and so no key, with DEBUG=%s", async (selection) => {
    sim.clearJournal();
    const result = await stack.preview({ env: { DEBUG: selection } });
    expect(result.exitCode).toBe(0);
    expect(sim.journal.map(({ action }) => action)).toContain("DownloadVpnConnectionConfig");
    expect(result.stdout + result.stderr).not.toMatch(/httpx:(?:body|header)/u);
    expect(result.stdout + result.stderr).not.toContain(KEY);
  });

  it("says what a look-up did not find", async () => {
    await bundle(stack, "failing.ts", outside);
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toMatch(/error: getVpnConnection of vco-none: .*NotFound.*Check vpnConnectionId/u);
  });
});
