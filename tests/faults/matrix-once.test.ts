// A fault that passes: the operation or the next run gets over it.
import { describeMatrix } from "./matrix";
import { openScene } from "./scene";

jest.setTimeout(120_000);

describeMatrix("once");

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
