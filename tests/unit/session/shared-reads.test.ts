import { SharedReads } from "../../../provider/session/shared-reads";
import { manualClock } from "../api/manual-clock";
import { connectionNamed, listedConnections, type ListedConnections } from "./listed-connections";

function over(api: ListedConnections): { reads: SharedReads; clock: ReturnType<typeof manualClock> } {
  const clock = manualClock();
  return { reads: new SharedReads(api, clock), clock };
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `vco-${index}`);

describe("the number of calls that reads take", () => {
  it("is one page for one connection whose two tunnels ask at once: nobody knows yet who else will ask", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    const answers = await Promise.all([reads.connection("vco-7"), reads.connection("vco-7")]);
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual(["vco-7", "vco-7"]);
    expect(api.calls).toEqual(["page 1 of 50"]);
  });

  it("is one where those who ask one after the other are all on the first page", async () => {
    const api = listedConnections(50);
    const { reads } = over(api);
    for (const id of ids(50)) await reads.connection(id);
    expect(api.calls).toEqual(["page 1 of 50"]);
  });

  it("is one more where the account has more than a page of connections, for one that is not on the first", async () => {
    const api = listedConnections(5_000);
    const { reads } = over(api);
    await reads.connection("vco-3000");
    expect(api.calls).toEqual(["page 1 of 50", "vco-3000"]);
  });

  it("is that of all pages at once where many ask together, while the first are worked on", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    await Promise.all(ids(8).map((id) => reads.connection(id)));
    expect(api.calls).toEqual([1, 2, 3, 4, 5].map((page) => `page ${page} of 50`));
    const few = listedConnections(250);
    const others = over(few).reads;
    await Promise.all(ids(7).map((id) => others.connection(id)));
    expect(few.calls).toEqual(["page 1 of 50"]);
  });

  it("grows by a new try where looking ahead fails, which is nobody's failure", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    api.underway = (call) => (call === "page 1 of 50" ? undefined : Promise.reject(new Error("503")));
    const answers = await Promise.all(ids(8).map((id) => reads.connection(id)));
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual(ids(8));
    api.underway = () => {};
    expect(await reads.connection("vco-249")).toMatchObject({ VpnConnectionId: "vco-249" });
  });

  it("is none for what is known already", async () => {
    const api = listedConnections(3);
    const { reads } = over(api);
    await reads.connection("vco-1");
    await reads.connection("vco-1");
    expect(api.calls).toEqual(["page 1 of 50"]);
  });

  it("is five, of 50 connections each, for 500 tunnels of 250 connections that ask at once", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    const answers = await Promise.all([...ids(250), ...ids(250)].map((id) => reads.connection(id)));
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual([...ids(250), ...ids(250)]);
    expect(api.calls).toEqual([1, 2, 3, 4, 5].map((page) => `page ${page} of 50`));
  });

  it.each([1, 2, 3, 5, 16, 49, 100, 499])("is at most 6 where those 500 ask %d at a time", async (drib) => {
    const api = listedConnections(250);
    const { reads } = over(api);
    const all = ids(250).flatMap((id) => [id, id]);
    for (let start = 0; start < all.length; start += drib)
      await Promise.all(all.slice(start, start + drib).map((id) => reads.connection(id)));
    expect(api.calls.length).toBeLessThanOrEqual(6);
  });

  it("takes two waits: once the number of pages is known, they are asked for together", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    let underway = 0;
    const most: number[] = [];
    api.underway = async () => {
      most.push(++underway);
      await new Promise(setImmediate);
      underway--;
    };
    await Promise.all(ids(250).map((id) => reads.connection(id)));
    expect(most).toEqual([1, 1, 2, 3, 4]);
  });

  it("is never more than five at once, by id or by page", async () => {
    const api = listedConnections(5_000);
    const { reads } = over(api);
    let underway = 0;
    const most: number[] = [];
    api.underway = async () => {
      most.push(++underway);
      await new Promise(setImmediate);
      underway--;
    };
    await Promise.all(["vco-100", "vco-1000", "vco-2000"].map((id) => reads.connection(id)));
    expect(most).toEqual([1, 1, 2, 3]);
    await Promise.all(ids(5_000).map((id) => reads.connection(id)));
    expect(Math.max(...most)).toBe(5);
  });

  it("is hardly more than wanted where the account has far more connections than that", async () => {
    const api = listedConnections(5_000);
    const { reads } = over(api);
    for (const id of ["vco-100", "vco-1000", "vco-2000", "vco-3000"]) await reads.connection(id);
    expect(api.calls).toEqual(["page 1 of 50", "vco-100", "vco-1000", "vco-2000", "vco-3000"]);
  });

  it("grows when an answer has become old and is asked for again", async () => {
    const api = listedConnections(1);
    const { reads, clock } = over(api);
    await reads.connection("vco-0");
    clock.advance(299_000);
    await reads.connection("vco-0");
    expect(api.calls).toHaveLength(1);
    clock.advance(2_000);
    await reads.connection("vco-0");
    expect(api.calls).toHaveLength(2);
  });

  it.each([1, 40])("is at most 6 again when all answers have become old, %d at a time", async (drib) => {
    const api = listedConnections(250);
    const { reads, clock } = over(api);
    await Promise.all(ids(250).map((id) => reads.connection(id)));
    clock.advance(301_000);
    api.calls.length = 0;
    for (let start = 0; start < 250; start += drib)
      await Promise.all(
        ids(250)
          .slice(start, start + drib)
          .map((id) => reads.connection(id)),
      );
    expect(api.calls.length).toBeLessThanOrEqual(6);
  });
});

describe("a connection that a listing does not show", () => {
  it("is asked for by id before it is called missing", async () => {
    const api = listedConnections(60);
    api.hidden.add("vco-3");
    const { reads } = over(api);
    const answers = await Promise.all([...ids(60), "vco-none"].map((id) => reads.connection(id)));
    expect(answers[3]?.VpnConnectionId).toBe("vco-3");
    expect(answers.at(-1)).toBeUndefined();
    expect(api.calls).toEqual(["page 1 of 50", "page 2 of 50", "vco-3", "vco-none"]);
  });

  it("is known to be missing afterwards", async () => {
    const api = listedConnections(1);
    const { reads } = over(api);
    expect(await reads.connection("vco-none")).toBeUndefined();
    expect(await reads.connection("vco-none")).toBeUndefined();
    expect(api.calls).toEqual(["page 1 of 50", "vco-none"]);
  });

  it("does not make an account without any an endless listing", async () => {
    const api = listedConnections(0);
    const { reads } = over(api);
    expect(await Promise.all(ids(4).map((id) => reads.connection(id)))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(api.calls).toEqual(["page 1 of 50", ...ids(4)]);
  });
});

describe("a failing call", () => {
  it("rejects all that wait, and the next try works", async () => {
    const api = listedConnections(100);
    const { reads } = over(api);
    const failure = new Error("503");
    api.underway = () => Promise.reject(failure);
    const outcomes = await Promise.allSettled(ids(100).map((id) => reads.connection(id)));
    expect(outcomes.every((each) => each.status === "rejected" && each.reason === failure)).toBe(true);
    const failed = api.calls.length;
    api.underway = () => {};
    const answers = await Promise.all(ids(100).map((id) => reads.connection(id)));
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual(ids(100));
    expect([failed, api.calls.length]).toEqual([1, 3]);
  });

  it("does not stop those who asked while it was under way", async () => {
    const api = listedConnections(3);
    const { reads } = over(api);
    const late: Promise<unknown>[] = [];
    api.underway = (call) => {
      if (call !== "page 1 of 50" || late.length > 0) return;
      late.push(reads.connection("vco-1"));
      throw new Error("503");
    };
    await expect(reads.connection("vco-0")).rejects.toThrow("503");
    expect(await Promise.all(late)).toEqual([connectionNamed("vco-1")]);
  });
});

describe("a write makes what was read stale", () => {
  it("and it is read again", async () => {
    const api = listedConnections(2);
    const { reads } = over(api);
    await reads.connection("vco-0");
    api.connections[0] = connectionNamed("vco-0", { State: "updating" });
    reads.forget("vco-0");
    expect(await reads.connection("vco-0")).toMatchObject({ State: "updating" });
  });

  it("and an answer that was under way is not given, because it may be from before", async () => {
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

  it("and a page that was under way is not used for that connection, and for that one alone", async () => {
    const api = listedConnections(40);
    const { reads } = over(api);
    api.underway = (call) => {
      if (call === "page 1 of 50") reads.forget("vco-5");
    };
    await Promise.all(ids(40).map((id) => reads.connection(id)));
    expect(api.calls).toEqual(["page 1 of 50", "vco-5"]);
  });

  it("and no connection becomes missing that was found just before others were asked for", async () => {
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
  it("are read anew each time, over all pages, and known afterwards", async () => {
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

  it("do not bring back what was changed while they were read", async () => {
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
