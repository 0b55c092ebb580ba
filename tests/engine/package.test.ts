// The package as users get it: packed, installed by npm and by pnpm into an empty project elsewhere, program in a
// sub-folder.
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStack, ENGINE_TIMEOUT_MS, removeStacks, repositoryRoot, runCommand } from "./harness";
import { closeSimulators, ownSimulator, simulatorConfig } from "./tunnels";

jest.setTimeout(2 * ENGINE_TIMEOUT_MS);

const scratch = mkdtempSync(join(realpathSync(tmpdir()), "pulumi-alicloud-vpn-pack-"));
afterAll(async () => {
  removeStacks();
  await closeSimulators();
  rmSync(scratch, { recursive: true, force: true });
});

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";

const key = new pulumi.Config().requireSecret("key");
const tunnel = new VpnTunnel("branch-master", {
  vpnConnectionId: "vco-sim0000000000000002",
  role: "master",
  tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", psk: key },
});
export const status = tunnel.status;
`;

const MANAGERS = {
  npm: (tarball: string) => ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline", tarball],
  pnpm: (tarball: string) => {
    const store = ["--store-dir", join(scratch, "pnpm-store")];
    return ["npm", "exec", "--yes", "--", "pnpm@10.24.0", "add", ...store, "--prefer-offline", tarball];
  },
} as const;

/** What a project with a TypeScript program has beside this package. */
const BESIDE = ["@pulumi/pulumi@3.248.0", "typescript@6.0.3", "ts-node@10.9.2", "@types/node@20.19.43"];

let tarball = "";
beforeAll(async () => {
  const packed = await runCommand("npm", ["pack", "--pack-destination", scratch, "--loglevel=error"], {
    cwd: repositoryRoot,
    env: process.env,
  });
  if (packed.exitCode !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  tarball = join(scratch, readdirSync(scratch).find((name) => name.endsWith(".tgz")) ?? "");
});

it("the packed package holds what it needs to run and nothing of tests, scripts or examples", async () => {
  const { stdout } = await runCommand("tar", ["-tzf", tarball], { cwd: scratch, env: process.env });
  const files = stdout.split("\n").map((name) => name.replace(/^package\//u, ""));
  for (const needed of [
    "dist/sdk/index.js",
    "dist/sdk/index.d.ts",
    "dist/provider/adapters/dynamic/index.js",
    "policies/PulumiPolicy.yaml",
    "LICENSE",
  ])
    expect(files).toContain(needed);
  expect(files.filter((name) => /^(tests|scripts|examples|node_modules|\.ci)\//u.test(name))).toEqual([]);
});

it.each(Object.entries(MANAGERS))("the packed package works in a project where %s installed it", async (_, install) => {
  const sim = await ownSimulator();
  const stack = await createStack({
    files: { "infra/index.ts": PROGRAM },
    main: "infra/index.ts",
    installed: false,
    config: { ...simulatorConfig(sim), key: { secret: "A-key-of-the-packed-package" } },
  });
  const [command = "", ...args] = [...install(tarball), ...BESIDE];
  const installed = await runCommand(command, args, { cwd: stack.project.folder, env: { ...process.env, CI: "true" } });
  expect(installed).toMatchObject({ exitCode: 0 });

  const preview = await stack.preview({ policyPacks: [] });
  expect(preview).toMatchObject({ exitCode: 0, changeSummary: { create: 2 } });
  expect(await stack.up()).toMatchObject({ exitCode: 0, changeSummary: { create: 2 } });
  expect(sim.tunnel("tun-sim0000000000000021")?.IkeConfig).toMatchObject({
    IkeVersion: "ikev2",
    Psk: "A-key-of-the-packed-package",
  });
  expect(await stack.refresh()).toMatchObject({ exitCode: 0, changeSummary: { same: 2 } });
  expect((await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  expect((await stack.state()).named("branch-master").inputs?.["__provider"]).not.toContain(stack.project.folder);
  expect((await stack.destroy()).exitCode).toBe(0);
});
