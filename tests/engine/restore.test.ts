// onDestroy "restore" on the real CLI: who still manages a tunnel when a resource of it goes away.
import type { Simulator } from "../../simulator";
import { EngineStack, isStoredSecret, mustSucceed } from "./harness";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator, simulatorConfig, tunnelStack } from "./tunnels";

onRealCli();

const OLD_KEY = "Planted-old-key-60417";
const tunnel = {
  vpnConnectionId: BRANCH,
  role: "master",
  onDestroy: "restore",
  enableDpd: false,
  tunnelIkeConfig: { psk: "Planted-new-key-71528" },
};
const { role: _, ...byId } = { ...tunnel, tunnelId: MASTER };

const isChanged = (sim: Simulator): boolean => sim.tunnel(MASTER)?.EnableDpd === false;
const commits = (sim: Simulator): number => sim.journal.filter((entry) => entry.committed).length;

/** A simulator whose tunnel has the old key. */
async function simulatorBefore(): Promise<Simulator> {
  const sim = await ownSimulator();
  sim.changeTunnel(MASTER, { TunnelIkeConfig: { Psk: OLD_KEY } });
  sim.settle();
  return sim;
}

describe("a tunnel that was changed", () => {
  it("stays so under an alias, by another selector, and under a new name that is another resource to Pulumi", async () => {
    const sim = await simulatorBefore();
    const stack = await tunnelStack(sim, { first: tunnel });
    mustSucceed(await stack.up());
    const { restorePoint } = Object((await stack.state()).named("first").outputs?.["__bookkeeping"]);
    expect(isStoredSecret(restorePoint)).toBe(true);
    expect(stack.stateFile()).not.toContain("Planted");
    declare(stack, { aliased: { ...tunnel, options: { alias: "first" } } });
    expect(mustSucceed(await stack.up()).changeSummary).toEqual({ same: 2 });
    declare(stack, { aliased: byId });
    expect(mustSucceed(await stack.up()).changeSummary).toEqual({ same: 1, update: 1 });
    declare(stack, { renamed: byId });
    const renamed = mustSucceed(await stack.up());
    expect(renamed.changeSummary).toEqual({ same: 1, create: 1, delete: 1 });
    expect(renamed.stdout).toContain("another resource of this program manages the tunnel");
    expect([isChanged(sim), commits(sim)]).toEqual([true, 1]);
  });

  it("stays so when its state moves to another stack, which can put it back", async () => {
    const sim = await simulatorBefore();
    const first = await tunnelStack(sim, {});
    const second = await EngineStack.create(first.project, simulatorConfig(sim), { name: "second" });
    mustSucceed(await second.up());
    declare(first, { moved: tunnel });
    mustSucceed(await first.up());
    const { urn } = (await first.state()).named("moved");
    const stacks = ["--source", first.name, "--dest", second.name];
    expect(await first.run(["state", "move", "--yes", ...stacks, urn])).toMatchObject({ exitCode: 0 });
    expect(mustSucceed(await second.up()).changeSummary).toEqual({ same: 2 });
    declare(first, {});
    mustSucceed(await first.up());
    expect([isChanged(sim), commits(sim)]).toEqual([true, 1]);
    mustSucceed(await second.destroy());
    expect(isChanged(sim)).toBe(false);
    expect(sim.tunnel(MASTER)?.IkeConfig.Psk).toBe(OLD_KEY);
  });
});

describe("destroy", () => {
  it("puts both tunnels of a connection back, one after the other, and says so", async () => {
    const sim = await ownSimulator();
    const before = ["21", "22"].map((end) => sim.tunnel(`tun-sim00000000000000${end}`)?.EnableDpd);
    const stack = await tunnelStack(sim, { master: tunnel, slave: { ...tunnel, role: "slave" } });
    mustSucceed(await stack.up());
    const { stdout } = mustSucceed(await stack.destroy());
    expect(stdout).toMatch(/vco-sim0000000000000002:tun-sim0000000000000021: .*enableDpd.* put back as it was found/u);
    expect(["21", "22"].map((end) => sim.tunnel(`tun-sim00000000000000${end}`)?.EnableDpd)).toEqual(before);
    expect(stdout).not.toContain("Planted");
  });
});
