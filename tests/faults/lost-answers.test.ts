// A change that the service carried out although nobody heard of it is one change.
import type { JournalEntry } from "../../simulator";
import { commitsIn, openScene, type Scene } from "./scene";
import type { Program } from "./stack";

const BRANCH = "vco-sim0000000000000002";
const MASTER = "tun-sim0000000000000021";

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

describe("an answer that is lost", () => {
  it("once: the same change is sent again under its token, and committed once", async () => {
    scene.sim.fault({ kind: "reset-after", where: { TunnelId: MASTER } });
    expect((await scene.stack.up(both(AFTER))).errors).toEqual({});
    const [first, again, ...more] = changesOf(MASTER);
    expect(first).toMatchObject({ committed: true, fault: "reset-after", httpStatus: 0 });
    expect(again).toMatchObject({ committed: false, httpStatus: 200, clientToken: first?.clientToken });
    expect(more).toEqual([]);
    expect(commitsIn(scene.sim.journal)).toHaveLength(2);
  });

  it("for ever: one commit, an error, and the next run finds it done", async () => {
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
    expect(scene.stack.stored("master")?.outputs).toMatchObject(AFTER);
  });
});
