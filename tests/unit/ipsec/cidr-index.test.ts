import * as fc from "fast-check";
import { CidrIndex } from "../../../ipsec/cidr-index";
import { cidrFact, formatAddress, overlaps, parseCidr } from "../../../ipsec/cidr";
import type { Cidr } from "../../../ipsec/cidr";

const indexOf = (...texts: readonly string[]): CidrIndex<string> => {
  const index = new CidrIndex<string>();
  for (const text of texts) index.add(cidrFact(text), text);
  return index;
};

const found = (index: CidrIndex<string>, text: string): readonly string[] => [...index.overlapping(cidrFact(text))];

describe("an index of blocks", () => {
  const index = indexOf("10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "192.168.0.0/16", "10.1.0.0/16");

  it.each([
    ["10.1.0.0/16", ["10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/16", "10.1.2.0/24"]],
    ["10.1.2.3/32", ["10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/16", "10.1.2.0/24"]],
    ["10.2.0.0/16", ["10.0.0.0/8"]],
    ["192.168.5.0/24", ["192.168.0.0/16"]],
    ["172.16.0.0/12", []],
  ])("finds what overlaps with %s", (text, expected) => expect(found(index, text)).toEqual(expected));

  it("finds everything for all addresses", () => expect(found(index, "0.0.0.0/0")).toHaveLength(5));
  it("has the block of all addresses on every way", () =>
    expect(found(indexOf("0.0.0.0/0"), "8.8.8.8/32")).toEqual(["0.0.0.0/0"]));
});

describe("property", () => {
  // Few high bits, so that many blocks overlap.
  const block = fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 32 }))
    .map(([high, low, length]): Cidr => {
      const parsed = parseCidr(`${formatAddress(high * 2 ** 28 + low)}/${length}`, { allowHostBits: true });
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.cidr;
    });

  it("finds the same blocks as a look at each", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 30 }), block, (blocks, wanted) => {
        const index = new CidrIndex<number>();
        blocks.forEach((one, place) => index.add(one, place));
        const expected = blocks.flatMap((one, place) => (overlaps(one, wanted) ? [place] : []));
        expect([...index.overlapping(wanted)].sort((a, b) => a - b)).toEqual(expected);
      }),
    );
  });
});
