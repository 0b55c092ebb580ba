import { ADDRESS_SETS, ADDRESS_SET_NAMES } from "../../../ipsec/address-sets";
import { cidrFact, contains, mergeRanges } from "../../../ipsec/cidr";

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

/** IANA's registry as of 2020-09-04, without the rows for private use (RFC 1918). */
const NOT_GLOBALLY_REACHABLE = [
  ["0.0.0.0/8", "0.0.0.0/32", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.0.0/29"],
  ["192.0.0.8/32", "192.0.0.170/32", "192.0.0.171/32", "192.0.2.0/24", "192.88.99.0/24", "192.88.99.2/32"],
  ["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32"],
].flat();

const holds = (text: string): boolean =>
  ADDRESS_SETS["special-purpose"].some(({ cidr }) => contains(cidr, cidrFact(text)));

describe("the set special-purpose", () => {
  it.each(NOT_GLOBALLY_REACHABLE)("holds %s of the registry", (text) => expect(holds(text)).toBe(true));
  it.each(["224.0.0.0/4"])("holds %s, which has a registry of its own", (text) => expect(holds(text)).toBe(true));
  it.each(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])("leaves out %s, which is for private use", (text) =>
    expect(holds(text)).toBe(false),
  );
  it.each(["192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24"])(
    "leaves out %s, which is globally reachable",
    (text) => expect(holds(text)).toBe(false),
  );
});
