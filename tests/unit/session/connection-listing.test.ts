import { ConnectionListing } from "../../../provider/session/connection-listing";
import { listedConnections } from "./listed-connections";

describe("the listing of connections", () => {
  it("reads the first page alone, and then up to five pages together until the last one", async () => {
    const api = listedConnections(420);
    const listing = new ConnectionListing(api);
    expect(await listing.readOn()).toHaveLength(50);
    expect(api.calls).toEqual(["page 1 of 50"]);
    expect(await listing.readOn()).toHaveLength(250);
    expect(await listing.readOn()).toHaveLength(120);
    expect(api.calls).toHaveLength(9);
    expect([listing.isShort, listing.isCheaperThan(10_000)]).toEqual([false, false]);
  });

  it.each([
    [300, 5, true, 1],
    [350, 6, false, 5],
    [5_000, 99, false, 98],
    [0, 0, false, 10_000],
  ])(
    "of %d connections leaves %d pages after the first one: short is %j, and dearer than %d single reads",
    async (connections, pagesLeft, isShort, singleReads) => {
      const listing = new ConnectionListing(listedConnections(connections));
      await listing.readOn();
      expect(listing.isShort).toBe(isShort);
      const isFew = pagesLeft > 0 && pagesLeft <= 5;
      expect(listing.isCheaperThan(singleReads)).toBe(isFew);
      expect(listing.isCheaperThan(singleReads + 1)).toBe(pagesLeft > 0);
    },
  );

  it("is cheaper than one single read before it has begun, and is not read ahead then", () => {
    const listing = new ConnectionListing(listedConnections(5_000));
    expect([listing.isCheaperThan(1), listing.isShort, listing.isStarted]).toEqual([true, false, false]);
  });

  it("reads the same pages again where one of them failed, or where it is restarted", async () => {
    const api = listedConnections(100);
    const listing = new ConnectionListing(api);
    await listing.readOn();
    api.underway = () => Promise.reject(new Error("503"));
    await expect(listing.readOn()).rejects.toThrow("503");
    api.underway = () => {};
    await listing.readOn();
    listing.restart();
    await listing.readOn();
    expect(api.calls).toEqual(["page 1 of 50", "page 2 of 50", "page 2 of 50", "page 1 of 50"]);
  });
});
