// Each fault at each API call of each operation: the operation converges, or fails with one clear error and kept state;
// the next run converges. The calls are those that the operation makes without a fault, and each cell proves by the
// simulator's journal that its fault fired, at that call. Two test files share it, because they can run side by side.
import { runCell, unharmed, type Persistence, type Unharmed } from "./cell";
import { FAULT_CASES } from "./fault-cases";
import { OPERATIONS } from "./operations";

/** The cells in which a fault hits once, or every call from then on. */
export function describeMatrix(persistence: Persistence): void {
  describe.each(OPERATIONS)(`$name, hit ${persistence}`, (operation) => {
    let wanted: Unharmed;
    beforeAll(async () => {
      wanted = await unharmed(operation);
    });

    it("makes calls, and ends as it should, where nothing goes wrong", () => {
      expect(wanted.calls.length).toBeGreaterThan(0);
    });

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
}
