// Each fault at each API call of each operation: the operation converges, or fails with one clear error and kept state;
// the next run converges. The calls are those that the operation makes without a fault, and each cell proves by the
// simulator's journal that its fault fired, at that call.
import { runCell, unharmed, type Persistence, type Unharmed } from "./cell";
import { FAULT_CASES } from "./fault-cases";
import { OPERATIONS } from "./operations";
import { openScene } from "./scene";

jest.setTimeout(120_000);

describe.each(OPERATIONS)("$name", (operation) => {
  let wanted: Unharmed;
  beforeAll(async () => {
    wanted = await unharmed(operation);
  });

  it("makes calls, and ends as it should, where nothing goes wrong", () => {
    expect(wanted.calls.length).toBeGreaterThan(0);
  });

  describe.each<Persistence>(["once", "for ever"])("hit %s", (persistence) => {
    it.each(FAULT_CASES)("by $name", async (fault) => {
      const calls = wanted.calls.flatMap((action, index) =>
        !fault.onlyChanges || action === "ModifyTunnelAttribute" ? [index + 1] : [],
      );
      expect(calls.length > 0).toBe(!fault.onlyChanges || operation.changes > 0);
      // Cells are worlds of their own: together they wait no longer than the slowest of them.
      const hit = await Promise.all(calls.map((call) => runCell(operation, fault, call, persistence, wanted)));
      expect(hit).toEqual(calls);
    });
  });
});

describe("destroy that keeps the tunnel", () => {
  it("makes no call that a fault could hit", async () => {
    const scene = await openScene();
    try {
      const program = { master: { vpnConnectionId: "vco-sim0000000000000002", role: "master", enableDpd: false } };
      expect((await scene.stack.up(program)).errors).toEqual({});
      scene.sim.clearJournal();
      scene.sim.fault({ kind: "http-503", times: Number.POSITIVE_INFINITY });
      expect(await scene.stack.destroy()).toEqual({ steps: { master: "delete" }, errors: {} });
      expect(scene.sim.journal).toEqual([]);
    } finally {
      await scene.close();
    }
  });
});
