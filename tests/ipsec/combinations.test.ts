import { everything, PARAMETERS, titleOf } from "./combinations";
import { crossPairs, pairsOf } from "./pairwise";

/** That the matrix is as large as it says; the daemons are asked in tunnel.test.ts. */
describe("the matrix", () => {
  it("has a fixed number of combinations in each part, and none twice", () => {
    const sizes = Object.entries(everything).map(([name, all]) => [name, new Set(all.map(titleOf)).size, all.length]);
    expect(sizes).toEqual([
      ["everyPhase1", 300, 300],
      ["everyPhase2", 125, 125],
      ["crossPhase", 25, 25],
      ["identities", 18, 18],
      ["keys", 24, 24],
      ["refused", 6, 6],
    ]);
  });

  it("has every value of phase 1 together with every value of phase 2", () => {
    const { first, second } = PARAMETERS;
    const wanted = crossPairs(first, second);
    expect(wanted).toHaveLength((3 + 5 + 5 + 4) * (5 + 5 + 5));
    const there = new Set(
      everything.crossPhase.flatMap(({ ike, ipsec }) => {
        const mode = ike.IkeVersion === "ikev1" ? `ikev1 ${String(ike.IkeMode)}` : "ikev2";
        const values = Object.entries({ ...ike, ...ipsec, mode }).map(([name, value]) => [name, String(value)]);
        return pairsOf(Object.fromEntries(values), first, second);
      }),
    );
    expect(wanted.filter((pair) => !there.has(pair))).toEqual([]);
  });
});
