import * as fc from "fast-check";
import { ADDRESS_SETS, ADDRESS_SET_NAMES, coverEverything, mergeRanges } from "../../../ipsec/address-sets";
import { cidrFact, formatAddress } from "../../../ipsec/cidr";
import type { Cidr } from "../../../ipsec/cidr";

/** Cuts all of IPv4 into blocks: each choice halves the largest block once more. */
const partition = fc.array(fc.nat({ max: 30 }), { maxLength: 40 }).map((cuts) =>
  cuts.reduce<readonly Cidr[]>(
    (blocks, cut) => {
      const at = cut % blocks.length;
      const block = blocks[at];
      if (block === undefined || block.prefixLength >= 32) return blocks;
      const half = 2 ** (31 - block.prefixLength);
      const halves = [block.first, block.first + half].map((first) =>
        cidrFact(`${formatAddress(first)}/${block.prefixLength + 1}`),
      );
      return [...blocks.slice(0, at), ...halves, ...blocks.slice(at + 1)];
    },
    [cidrFact("0.0.0.0/0")],
  ),
);

describe("coverEverything", () => {
  it("sees all of IPv4 in any number of pieces, and misses none of them", () => {
    fc.assert(
      fc.property(partition, fc.nat(), (blocks, index) => {
        expect(coverEverything(blocks)).toBe(true);
        expect(coverEverything([...blocks].reverse())).toBe(true);
        const without = blocks.filter((_, at) => at !== index % blocks.length);
        expect(coverEverything(without)).toBe(false);
        const all = blocks.reduce((sum, { first, last }) => sum + last - first + 1, 0);
        const left = mergeRanges(without).reduce((sum, { first, last }) => sum + last - first + 1, 0);
        expect(left).toBeLessThan(all);
        expect(all).toBe(2 ** 32);
      }),
    );
  });

  it("is false of nothing", () => expect(coverEverything([])).toBe(false));
});

describe("named sets", () => {
  it.each(ADDRESS_SET_NAMES)("%s has blocks of its own, each with a reason", (name) => {
    const blocks = ADDRESS_SETS[name];
    expect(mergeRanges(blocks.map(({ cidr }) => cidr)).length).toBeGreaterThan(0);
    expect(blocks.every(({ why }) => /RFC \d+/.test(why))).toBe(true);
    const texts = blocks.map(({ cidr }) => cidr.text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("leave private addresses out of those with a special purpose", () => {
    const special: readonly string[] = ADDRESS_SETS["special-purpose"].map(({ cidr }) => cidr.text);
    expect(ADDRESS_SETS.rfc1918.filter(({ cidr }) => special.includes(cidr.text))).toEqual([]);
  });
});
