import { ConnectionCache } from "../../../provider/session/connection-cache";
import { manualClock, type ManualClock } from "../api/manual-clock";
import { connectionNamed } from "./listed-connections";

function emptyCache(): { readonly cache: ConnectionCache; readonly clock: ManualClock } {
  const clock = manualClock();
  return { cache: new ConnectionCache(clock), clock };
}

describe("the cache of connections", () => {
  it("gives an answer until it is five minutes old", () => {
    const { cache, clock } = emptyCache();
    cache.keep("vco-1", connectionNamed("vco-1"), cache.mark());
    clock.advance(299_999);
    expect(cache.find("vco-1")).toMatchObject({ connection: { VpnConnectionId: "vco-1" } });
    clock.advance(1);
    expect(cache.find("vco-1")).toBeUndefined();
  });

  it("keeps that a connection does not exist apart from having no answer about it", () => {
    const { cache } = emptyCache();
    cache.keep("vco-1", undefined, cache.mark());
    expect(cache.find("vco-1")).toMatchObject({ connection: undefined });
    expect(cache.find("vco-2")).toBeUndefined();
  });

  it("drops the answer to a request from before a write, and keeps the answer to one from after it", () => {
    const { cache } = emptyCache();
    const before = cache.mark();
    cache.forget("vco-1");
    cache.keep("vco-1", connectionNamed("vco-1"), before);
    expect(cache.find("vco-1")).toBeUndefined();
    cache.keep("vco-1", connectionNamed("vco-1"), cache.mark());
    expect(cache.find("vco-1")).toBeDefined();
  });

  it("drops it for the written connection alone", () => {
    const { cache } = emptyCache();
    const before = cache.mark();
    cache.forget("vco-1");
    cache.keep("vco-2", connectionNamed("vco-2"), before);
    expect(cache.find("vco-2")).toBeDefined();
    expect([cache.wasForgotten("vco-1"), cache.wasForgotten("vco-2")]).toEqual([true, false]);
  });
});
