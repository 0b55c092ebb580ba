// The plugin as users get it: from the packed package into Pulumi's plugin folder, and from there into a project that
// has nothing of ours.
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustSucceed, repositoryRoot, runCommand } from "../harness";
import { BRANCH, onRealCli, ownSimulator } from "../tunnels";
import { describeYaml, TUNNEL, yamlStack } from "./native-stack";

onRealCli();

const scratch = mkdtempSync(join(realpathSync(tmpdir()), "pulumi-alicloud-vpn-plugin-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const inScratch = async (command: string, args: readonly string[], cwd = scratch): Promise<string> => {
  const { exitCode, stdout, stderr } = await runCommand(command, args, { cwd, env: process.env });
  if (exitCode !== 0) throw new Error(`${command} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
};

describeYaml("the plugin in the packed package", () => {
  it("is installed from a file, and runs with Node alone", async () => {
    await inScratch("npm", ["pack", "--pack-destination", scratch, "--loglevel=error"], repositoryRoot);
    const tarball = readdirSync(scratch).find((name) => name.endsWith(".tgz")) ?? "";
    await inScratch("tar", ["-xzf", tarball, "package/dist/plugin", "package/package.json"]);
    const folder = join(scratch, "package", "dist", "plugin");
    expect(readdirSync(folder).sort()).toEqual(["pulumi-resource-alicloud-vpn", "pulumi-resource-alicloud-vpn.cmd"]);
    expect(statSync(join(folder, "pulumi-resource-alicloud-vpn")).mode & 0o111).toBe(0o111);

    const sim = await ownSimulator();
    const program = {
      resources: { master: { type: TUNNEL, properties: { vpnConnectionId: BRANCH, role: "master", enableDpd: true } } },
      outputs: { status: "${master.status}" },
    };
    const stack = await yamlStack(sim, program, { pulumiYaml: "" });
    const install = ["plugin", "install", "resource", "alicloud-vpn", "0.1.0", "--file", folder];
    expect(await stack.run(install)).toMatchObject({ exitCode: 0 });
    expect(mustSucceed(await stack.up()).changeSummary).toEqual({ create: 2 });
    expect(await stack.outputs()).toEqual({ status: "ipsec_sa_established" });
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 2 });
  });
});
