// Two tunnels become a pair on the real CLI, by an export, the tool and an import; then the pair knows what they knew.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import { runTool } from "../unit/cli/captured-run";
import { isStoredSecret, mustSucceed } from "./harness";
import { BRANCH, MASTER, onRealCli, ownSimulator, SLAVE, tunnelStack } from "./tunnels";

onRealCli();

/** Somebody else depends on each tunnel, and one is a child. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { VpnTunnel, VpnTunnelPair } = require("pulumi-alicloud-vpn");
const config = new pulumi.Config();
const asPair = require("node:fs").existsSync(require("node:path").join(__dirname, "as-pair"));
class Site extends pulumi.ComponentResource {
  constructor(name, opts) { super("test:index:Site", name, {}, opts); }
}
const key = config.requireSecret("key");
const options = { vpnConnectionId: "${BRANCH}", onDestroy: "restore" };
const shared = { enableDpd: false };
const lifetime = pulumi.secret(7200);
const master = { tunnelIkeConfig: { psk: pulumi.interpolate\`\${key}-1\`, ikeLifetime: lifetime } };
const slave = { tunnelIkeConfig: { psk: pulumi.interpolate\`\${key}-2\` } };
if (asPair) {
  const pair = new VpnTunnelPair("office", { ...options, ...shared, master, slave });
  new Site("below", { parent: pair });
  new Site("after", { dependsOn: [pair] });
} else {
  const one = new VpnTunnel("office-master", { ...options, ...shared, ...master, role: "master" });
  const two = new VpnTunnel("office-slave", { ...options, ...shared, ...slave, tunnelId: "${SLAVE}" }, { dependsOn: [one] });
  new Site("below", { parent: one });
  new Site("after", { dependsOn: [one, two] });
}
`;

const liveOf = (sim: Simulator): readonly unknown[] =>
  [MASTER, SLAVE].map((id) => {
    const { EnableDpd, IkeConfig } = sim.tunnel(id) ?? {};
    return { EnableDpd, IkeConfig };
  });
const changes = (sim: Simulator): readonly unknown[] => sim.journal.filter(({ committed }) => committed);

it("a stack moves from two tunnels to a pair without a change, and the pair puts back what the tunnels found", async () => {
  const sim = await ownSimulator();
  const found = liveOf(sim);
  const stack = await tunnelStack(
    sim,
    {},
    {
      files: { "program/index.js": PROGRAM },
      config: { "engine-test:key": { secret: "Planted-key-93517" } },
    },
  );
  mustSucceed(await stack.up());
  expect(liveOf(sim)).not.toEqual(found);
  const before = await stack.run(["stack", "export", "--stack", stack.name]);

  const { code, out, err } = await runTool(["pair-state"], { input: before.stdout });
  expect(code).toBe(0);
  expect(err).toContain(`office (${BRANCH}): a VpnTunnelPair from office-master and office-slave.`);
  expect(out + err).not.toContain("Planted");
  stack.project.write({ "pairs.json": out, "program/as-pair": "" });
  expect(await stack.run(["stack", "import", "--file", "pairs.json", "--stack", stack.name])).toMatchObject({
    exitCode: 0,
    stderr: "",
  });
  const pair = (await stack.state()).named("office");
  expect(isStoredSecret(pair.inputs?.["masterPreSharedKey"])).toBe(true);
  expect(readFileSync(join(stack.project.folder, "pairs.json"), "utf8")).not.toContain("Planted");

  sim.clearJournal();
  expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 4 });
  expect(sim.journal).toEqual([]);
  expect(mustSucceed(await stack.up()).changeSummary).toEqual({ same: 4 });
  expect(mustSucceed(await stack.refresh()).changeSummary).toEqual({ same: 4 });
  mustSucceed(await stack.preview({ expectNoChanges: true }));
  expect(changes(sim)).toEqual([]);
  expect(stack.stateFile()).not.toContain("Planted");

  const destroyed = mustSucceed(await stack.destroy());
  expect(destroyed.stdout).not.toContain("Planted");
  expect(liveOf(sim)).toEqual(found);
});
