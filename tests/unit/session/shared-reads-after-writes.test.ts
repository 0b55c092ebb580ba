import { SharedReads } from "../../../provider/session/shared-reads";
import { manualClock } from "../api/manual-clock";
import { connectionNamed, listedConnections, type ListedConnections } from "./listed-connections";

function over(api: ListedConnections): { reads: SharedReads; clock: ReturnType<typeof manualClock> } {
  const clock = manualClock();
  return { reads: new SharedReads(api, clock), clock };
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `vco-${index}`);

describe("a write to a connection", () => {
  it("makes shared reads read the connection again", async () => {
    const api = listedConnections(2);
    const { reads } = over(api);
    await reads.connection("vco-0");
    api.connections[0] = connectionNamed("vco-0", { State: "updating" });
    reads.forget("vco-0");
    expect(await reads.connection("vco-0")).toMatchObject({ State: "updating" });
  });

  it("discards an answer that was under way, because it may be from before the write", async () => {
    const api = listedConnections(2);
    const { reads } = over(api);
    let isFirst = true;
    api.underway = () => {
      if (!isFirst) return;
      isFirst = false;
      api.connections[0] = connectionNamed("vco-0", { State: "updating" });
      reads.forget("vco-0");
    };
    expect(await reads.connection("vco-0")).toMatchObject({ State: "updating" });
    expect(api.calls).toEqual(["page 1 of 50", "vco-0"]);
  });

  it("discards that connection alone from a page that was under way", async () => {
    const api = listedConnections(40);
    const { reads } = over(api);
    api.underway = (call) => {
      if (call === "page 1 of 50") reads.forget("vco-5");
    };
    await Promise.all(ids(40).map((id) => reads.connection(id)));
    expect(api.calls).toEqual(["page 1 of 50", "vco-5"]);
  });

  it("does not make another connection missing that was found just before", async () => {
    const api = listedConnections(60);
    api.hidden = new Set(["vco-1", "vco-2"]);
    const { reads } = over(api);
    api.underway = (call) => {
      // vco-1 is found by now, but its question is not answered before vco-2 is found too.
      if (call === "vco-2") reads.forget("vco-1");
    };
    const answers = await Promise.all(ids(60).map((id) => reads.connection(id)));
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual(ids(60));
  });
});

describe("the neighbours of a connection", () => {
  it("are read anew each time, over all pages, and are kept for later questions", async () => {
    const api = listedConnections(120);
    const { reads } = over(api);
    const gateway = { id: "vco-0", vpnGatewayId: "vpn-1" };
    expect(await reads.neighbours(gateway)).toHaveLength(120);
    expect(api.calls).toEqual([1, 2, 3].map((page) => `vpn-1 page ${page} of 50`));
    await reads.connection("vco-119");
    expect(api.calls).toHaveLength(3);
    await reads.neighbours(gateway);
    expect(api.calls).toHaveLength(6);
  });

  it("are the connection itself where it belongs to no gateway", async () => {
    const api = listedConnections(3);
    const { reads } = over(api);
    const found = await reads.neighbours({ id: "vco-2", vpnGatewayId: undefined });
    expect(found.map((each) => each.VpnConnectionId)).toEqual(["vco-2"]);
    expect(api.calls).toEqual(["vco-2"]);
  });

  it("do not bring back a connection that a write changed while they were read", async () => {
    const api = listedConnections(3);
    const { reads } = over(api);
    api.underway = (call) => {
      if (call.startsWith("vpn-1")) reads.forget("vco-1");
    };
    await reads.neighbours({ id: "vco-0", vpnGatewayId: "vpn-1" });
    await reads.connection("vco-1");
    expect(api.calls).toEqual(["vpn-1 page 1 of 50", "vco-1"]);
  });
});
