// The device's configuration before the change: `peer-config --planned` reads what the real CLI writes of a preview.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import { runTool, type CapturedRun } from "../unit/cli/captured-run";
import type { EngineStack } from "./harness";
import { mustSucceed } from "./harness";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator, tunnelStack, type Tunnels } from "./tunnels";

onRealCli();

const KEYS = { config: { first: { secret: "Branch-shared-key" }, second: { secret: "Second-key-22" } } };

const declared = (settings: object, psk = "$config:first", ikeLifetime = 3600): Tunnels => ({
  master: {
    vpnConnectionId: BRANCH,
    role: "master",
    waitFor: "settled",
    tunnelIkeConfig: { ikeLifetime, psk },
    ...settings,
  },
});

/** A preview in both forms of the CLI: its output, and the plan that it saves. */
async function previews(stack: EngineStack): Promise<readonly (readonly [name: string, file: string])[]> {
  const { stdout } = mustSucceed(await stack.preview({ json: true, args: ["--save-plan", "plan.json"] }));
  const output = join(stack.project.folder, "preview.json");
  writeFileSync(output, stdout);
  const plan = join(stack.project.folder, "plan.json");
  // The test would prove nothing of secrets if the plan showed them.
  expect(readFileSync(plan, "utf8")).not.toContain("Second-key");
  return [
    ["--json", output],
    ["--save-plan", plan],
  ];
}

function peerConfig(sim: Simulator, file: string, keys?: Readonly<Record<string, string>>): Promise<CapturedRun> {
  const args = ["peer-config", BRANCH, "--device", "ios-xe", "--interface", "Gi1", "--diff", "live", "planned"];
  const keysArgs = keys === undefined ? [] : ["--keys-file", "-"];
  return runTool([...args, "--planned", file, "--show-secrets", "--endpoint", sim.url, ...keysArgs], {
    env: {
      ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
      ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
      ALICLOUD_REGION: "cn-hangzhou",
    },
    ...(keys === undefined ? {} : { input: JSON.stringify(keys) }),
  });
}

const commands = ({ out }: CapturedRun): readonly string[] =>
  out.split("\n").filter((line) => line.startsWith(" ") && !line.startsWith(" !"));

describe("a preview of the real CLI", () => {
  it("gives the device's configuration of a new tunnel, of a changed one, and of one whose key changes", async () => {
    const sim = await ownSimulator();
    const stack = await tunnelStack(sim, declared({}), KEYS);
    for (const [form, file] of await previews(stack)) {
      const unknown = await peerConfig(sim, file);
      expect([form, unknown]).toMatchObject([form, { code: 1, out: "" }]);
      expect(unknown.err).toMatch(new RegExp(`tunnelIkeConfig.psk of tunnel ${MASTER} .*--keys-file`, "u"));
      const run = await peerConfig(sim, file, { [MASTER]: "Branch-shared-key" });
      expect([form, run.code, commands(run)]).toEqual([form, 0, [" lifetime 3600"]]);
    }
    mustSucceed(await stack.up());

    declare(stack, declared({ enableDpd: false }, "$config:first", 7200));
    for (const [form, file] of await previews(stack)) {
      const run = await peerConfig(sim, file);
      expect([form, run.code, commands(run)]).toEqual([form, 0, [" lifetime 7200", " no keepalive 10 retry 3"]]);
    }

    declare(stack, declared({}, "$config:second"));
    for (const [form, file] of await previews(stack)) {
      expect([form, (await peerConfig(sim, file)).code]).toEqual([form, 1]);
      const run = await peerConfig(sim, file, { [MASTER]: "Second-key-22" });
      expect([form, run.code, commands(run).join()]).toEqual([
        form,
        0,
        expect.stringMatching(/^ pre-shared-key address \S+ key 0 Second-key-22$/u),
      ]);
    }
  });

  it("names a value that is not known yet, or is secret", async () => {
    const sim = await ownSimulator();
    const program = `
      const pulumi = require("@pulumi/pulumi");
      const { VpnTunnel } = require("pulumi-alicloud-vpn");
      const args = { vpnConnectionId: "${BRANCH}", waitFor: "settled" };
      const master = new VpnTunnel("master", { ...args, role: "master", enableDpd: true });
      new VpnTunnel("slave", { ...args, role: "slave", enableDpd: master.enableDpd,
        tunnelIkeConfig: { ikeLifetime: pulumi.secret(3600) } });
    `;
    const stack = await tunnelStack(sim, {}, { files: { "program/index.js": program } });
    for (const [form, file] of await previews(stack)) {
      const run = await peerConfig(sim, file);
      expect([form, run]).toMatchObject([form, { code: 1, out: "" }]);
      expect(run.err).toMatch(/\(resource slave\) is (?:secret|not known yet) in the plan/u);
    }
  });
});
