import { ADDRESS_SETS, ADDRESS_SET_NAMES } from "../../../ipsec/address-sets";
import { mergeRanges } from "../../../ipsec/cidr";

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
