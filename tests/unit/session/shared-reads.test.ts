import { SharedReads } from "../../../provider/session/shared-reads";
import { manualClock } from "../api/manual-clock";
import { connectionNamed, listedConnections, type ListedConnections } from "./listed-connections";

function over(api: ListedConnections): { reads: SharedReads; clock: ReturnType<typeof manualClock> } {
  const clock = manualClock();
  return { reads: new SharedReads(api, clock), clock };
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `vco-${index}`);

describe("the number of calls that shared reads take", () => {
  it("is one page for the two tunnels of one connection: nobody knows yet who else will ask", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    const answers = await Promise.all([reads.connection("vco-7"), reads.connection("vco-7")]);
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual(["vco-7", "vco-7"]);
    expect(api.calls).toEqual(["page 1 of 50"]);
  });

  it("is one where all connections are on the first page, though they are asked for one after the other", async () => {
    const api = listedConnections(50);
    const { reads } = over(api);
    for (const id of ids(50)) await reads.connection(id);
    expect(api.calls).toEqual(["page 1 of 50"]);
  });

  it("is one more for a connection that is not on the first page of a large account", async () => {
    const api = listedConnections(5_000);
    const { reads } = over(api);
    await reads.connection("vco-3000");
    expect(api.calls).toEqual(["page 1 of 50", "vco-3000"]);
  });

  it("includes the rest of a short list where many ask together, and leaves it out where few ask", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    await Promise.all(ids(8).map((id) => reads.connection(id)));
    expect(api.calls).toEqual([1, 2, 3, 4, 5].map((page) => `page ${page} of 50`));
    const few = listedConnections(250);
    const others = over(few).reads;
    await Promise.all(ids(7).map((id) => others.connection(id)));
    expect(few.calls).toEqual(["page 1 of 50"]);
  });

  it("grows by a new try where reading ahead failed, which fails for nobody", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    api.underway = (call) => (call === "page 1 of 50" ? undefined : Promise.reject(new Error("503")));
    const answers = await Promise.all(ids(8).map((id) => reads.connection(id)));
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual(ids(8));
    api.underway = () => {};
    expect(await reads.connection("vco-249")).toMatchObject({ VpnConnectionId: "vco-249" });
  });

  it("is none for a connection that was read before", async () => {
    const api = listedConnections(3);
    const { reads } = over(api);
    await reads.connection("vco-1");
    await reads.connection("vco-1");
    expect(api.calls).toEqual(["page 1 of 50"]);
  });

  it("is 5 pages of 50 for 500 tunnels of 250 connections that ask at once", async () => {
    const api = listedConnections(250);
    const { reads } = over(api);
    const answers = await Promise.all([...ids(250), ...ids(250)].map((id) => reads.connection(id)));
    expect(answers.map((each) => each?.VpnConnectionId)).toEqual([...ids(250), ...ids(250)]);
    expect(api.calls).toEqual([1, 2, 3, 4, 5].map((page) => `page ${page} of 50`));
  });

  it.each([1, 2, 3, 5, 16, 49, 100, 499])("is at most 6 where those 500 tunnels ask in groups of %d", async (group) => {
    const api = listedConnections(250);
    const { reads } = over(api);
    const all = ids(250).flatMap((id) => [id, id]);
    for (let start = 0; start < all.length; start += group)
      await Promise.all(all.slice(start, start + group).map((id) => reads.connection(id)));
    expect(api.calls.length).toBeLessThanOrEqual(6);
  });

  it("is made in two waits: the first page, and then all further pages together", async () => {
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

  it("is one for each wanted connection, and one more, where the account has far more connections", async () => {
    const api = listedConnections(5_000);
    const { reads } = over(api);
    for (const id of ["vco-100", "vco-1000", "vco-2000", "vco-3000"]) await reads.connection(id);
    expect(api.calls).toEqual(["page 1 of 50", "vco-100", "vco-1000", "vco-2000", "vco-3000"]);
  });

  it("grows by one when an answer is older than five minutes", async () => {
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

  it.each([1, 40])("is at most 6 again when all answers are old, for groups of %d", async (group) => {
    const api = listedConnections(250);
    const { reads, clock } = over(api);
    await Promise.all(ids(250).map((id) => reads.connection(id)));
    clock.advance(301_000);
    api.calls.length = 0;
    for (let start = 0; start < 250; start += group)
      await Promise.all(
        ids(250)
          .slice(start, start + group)
          .map((id) => reads.connection(id)),
      );
    expect(api.calls.length).toBeLessThanOrEqual(6);
  });
});

describe("a connection that a listing does not show", () => {
  it("is read by its id before it counts as missing", async () => {
    const api = listedConnections(60);
    api.hidden.add("vco-3");
    const { reads } = over(api);
    const answers = await Promise.all([...ids(60), "vco-none"].map((id) => reads.connection(id)));
    expect(answers[3]?.VpnConnectionId).toBe("vco-3");
    expect(answers.at(-1)).toBeUndefined();
    expect(api.calls).toEqual(["page 1 of 50", "page 2 of 50", "vco-3", "vco-none"]);
  });

  it("counts as missing from then on", async () => {
    const api = listedConnections(1);
    const { reads } = over(api);
    expect(await reads.connection("vco-none")).toBeUndefined();
    expect(await reads.connection("vco-none")).toBeUndefined();
    expect(api.calls).toEqual(["page 1 of 50", "vco-none"]);
  });

  it("does not make the listing of an empty account endless", async () => {
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
  it("rejects all waiting questions, and the next try works", async () => {
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

  it("does not reject a question that came while the call was under way", async () => {
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
