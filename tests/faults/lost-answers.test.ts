// A change that the service carried out although nobody heard of it is one change, for the service and for the guards.
import { nest } from "../../provider/core/property-tree";
import { readState } from "../../provider/resources/vpn-tunnel/state/tunnel-state";
import type { JournalEntry } from "../../simulator";
import { commitsIn, openScene, type Scene } from "./scene";
import type { Program } from "./stack";

const BRANCH = "vco-sim0000000000000002";
const MASTER = "tun-sim0000000000000021";
const SLAVE = "tun-sim0000000000000022";
const BRANCH_DEVICE = "cgw-sim0000000000000003";

const DATACENTER_MASTER = "tun-sim0000000000000031";
const DATACENTER = { vpnConnectionId: "vco-sim0000000000000003", role: "master" };

const BEFORE = { tunnelIkeConfig: { ikeLifetime: 7200 } };
const AFTER = { ...BEFORE, tunnelIpsecConfig: { ipsecPfs: "group14" } };
const both = (declared: object): Program => ({
  master: { vpnConnectionId: BRANCH, role: "master", ...declared },
  slave: { vpnConnectionId: BRANCH, role: "slave", ...declared },
});

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.stack.up(both(BEFORE));
  scene.sim.clearJournal();
});
afterEach(() => scene.close());

const changesOf = (tunnel: string): readonly JournalEntry[] =>
  scene.sim.journal.filter((entry) => entry.action === "ModifyTunnelAttribute" && entry.params["TunnelId"] === tunnel);

describe("a change whose answer is lost", () => {
  it("once is sent again under the same token, and committed once", async () => {
    scene.sim.fault({ kind: "reset-after", where: { TunnelId: MASTER } });
    expect((await scene.stack.up(both(AFTER))).errors).toEqual({});
    const [first, again, ...more] = changesOf(MASTER);
    expect(first).toMatchObject({ committed: true, fault: "reset-after", httpStatus: 0 });
    expect(again).toMatchObject({ committed: false, httpStatus: 200, clientToken: first?.clientToken });
    expect(more).toEqual([]);
    expect(commitsIn(scene.sim.journal)).toHaveLength(2);
  });

  it("every time is committed once, ends with an error, and is found done by the next run", async () => {
    scene.sim.fault({ kind: "reset-after", where: { TunnelId: MASTER }, times: Number.POSITIVE_INFINITY });
    const { errors } = await scene.stack.up(both(AFTER));
    expect(Object.keys(errors)).toEqual(["master"]);
    expect(errors["master"]?.message).toMatch(/ModifyTunnelAttribute failed: ECONNRESET/u);
    const tries = changesOf(MASTER);
    expect(tries.length).toBeGreaterThan(3);
    expect(new Set(tries.map((entry) => entry.clientToken)).size).toBe(1);
    expect(tries.filter((entry) => entry.committed)).toHaveLength(1);

    scene.sim.clearFaults();
    scene.sim.clearJournal();
    expect((await scene.stack.up(both(AFTER))).errors).toEqual({});
    expect(commitsIn(scene.sim.journal)).toEqual([]);
    expect(nest(readState(scene.stack.stored("master")?.outputs ?? {}).values)).toMatchObject(AFTER);
  });

  it("and whose tunnel goes down keeps the sibling, which carries the traffic, from being touched", async () => {
    scene.sim.changePeer(BRANCH_DEVICE, { Mirror: false });
    scene.sim.fault({ kind: "reset-after", where: { TunnelId: SLAVE }, times: Number.POSITIVE_INFINITY });
    const { errors } = await scene.stack.up(both(AFTER));
    expect(commitsIn(scene.sim.journal).map((entry) => entry.params["TunnelId"])).toEqual([SLAVE]);
    expect(scene.sim.tunnel(MASTER)).toMatchObject({ Status: "ipsec_sa_established", CarriesTraffic: true });
    expect(Object.keys(errors).sort()).toEqual(["master", "slave"]);
    expect(errors["master"]?.message).toMatch(/nothing was sent: /u);
  });

  it("while the gateway is busy is found to be in force, and counts as one", async () => {
    scene.sim.changePeer(BRANCH_DEVICE, { Mirror: false });
    scene.sim.fault({ kind: "reset-after", where: { TunnelId: SLAVE } });
    const busy = { kind: "error", code: "VpnGateway.Configuring", where: { TunnelId: SLAVE }, call: 2 } as const;
    const refusal = scene.sim.fault(busy);
    const { errors } = await scene.stack.up(both(AFTER));
    expect(refusal.hits).toBe(1);
    expect(commitsIn(scene.sim.journal).map((entry) => entry.params["TunnelId"])).toEqual([SLAVE]);
    expect(errors["slave"]?.message).toMatch(/the change is in, but .* the tunnel is not up/u);
    expect(errors["master"]?.message).toMatch(/nothing was sent: /u);
  });

  it("at adoption leaves in the state what was found, and destroy puts that back", async () => {
    const found = scene.sim.tunnel(DATACENTER_MASTER)?.IpsecConfig;
    const program = { master: { ...DATACENTER, onDestroy: "restore", tunnelIpsecConfig: { ipsecLifetime: 7200 } } };
    scene.sim.fault({ kind: "reset-after", where: { TunnelId: DATACENTER_MASTER }, times: Number.POSITIVE_INFINITY });
    const stack = scene.anotherStack();
    expect(Object.keys((await stack.up(program)).errors)).toEqual(["master"]);
    scene.sim.clearFaults();
    expect((await stack.up(program)).errors).toEqual({});
    expect(scene.sim.tunnel(DATACENTER_MASTER)?.IpsecConfig.IpsecLifetime).toBe(7200);
    expect((await stack.destroy()).errors).toEqual({});
    expect(scene.sim.tunnel(DATACENTER_MASTER)?.IpsecConfig).toEqual(found);
  });
});
