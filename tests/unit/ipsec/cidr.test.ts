import * as fc from "fast-check";
import ipaddr from "ipaddr.js";
import {
  cidrFact,
  contains,
  coverEverything,
  formatAddress,
  isUsableHost,
  mergeRanges,
  overlaps,
  parseAddress,
  parseCidr,
  usableHosts,
} from "../../../ipsec/cidr";
import type { Cidr } from "../../../ipsec/cidr";

function cidr(text: string): Cidr {
  const parsed = parseCidr(text, { allowHostBits: true });
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.cidr;
}

const octet = fc.nat({ max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const anyCidr = fc.tuple(address, fc.nat({ max: 32 })).map(([ip, prefix]) => `${ip}/${prefix}`);
/** Blocks of a small space, so that two of them often meet. */
const nearCidr = fc
  .tuple(fc.nat({ max: 3 }), octet, fc.integer({ min: 8, max: 32 }))
  .map(([third, fourth, prefix]) => `10.0.${third}.${fourth}/${prefix}`);

const oracle = (text: string): [ipaddr.IPv4, number] => ipaddr.IPv4.parseCIDR(text);

describe("parseCidr", () => {
  it.each(["0.0.0.0/0", "10.0.0.0/8", "192.168.1.0/24", "169.254.11.0/30", "255.255.255.255/32", "128.0.0.0/1"])(
    "reads %s",
    (text) => {
      expect(parseCidr(text)).toEqual({ ok: true, cidr: expect.objectContaining({ text }) });
    },
  );

  it.each([
    ["", "missing"],
    ["10.0.0.0", "prefix length (/0 to /32) is missing"],
    ["10.0.0.0/", "prefix length"],
    ["10.0.0.0/33", "prefix length"],
    ["10.0.0.0/08", "leading zeros"],
    ["10.0.0.0/+8", "prefix length"],
    ["10.0.0.0/8/8", "prefix length"],
    ["010.0.0.0/8", "octal"],
    ["10.0.0.00/8", "octal"],
    ["0x0a.0.0.0/8", "decimal"],
    ["10/8", "four numbers"],
    ["10.0/8", "four numbers"],
    ["10.0.0.0.0/8", "four numbers"],
    ["10..0.0/8", "decimal"],
    ["10.0.0.256/32", "above 255"],
    ["10.0.0.-1/32", "decimal"],
    [" 10.0.0.0/8", "decimal"],
    ["10.0.0.0/8 ", "prefix length"],
    ["10.0.0.0/8\n", "prefix length"],
    ["::/0", "IPv6, and only IPv4"],
    ["2001:db8::/32", "IPv6, and only IPv4"],
    ["2001:db8::", "IPv6, and only IPv4"],
    ["167772160/8", "four numbers"],
    ["١٠.0.0.0/8", "decimal"],
    ["10.0.0.1/8", "the block is 10.0.0.0/8"],
    ["1.2.3.4/0", "the block is 0.0.0.0/0"],
  ])("refuses %j", (text, why) => {
    expect(parseCidr(text)).toEqual({ ok: false, reason: expect.stringContaining(why) });
  });

  it("does not repeat a long text in its reason", () => {
    const pasted = "s3cr3t".repeat(20);
    expect(JSON.stringify(parseCidr(pasted))).not.toContain("s3cr3t");
  });

  it("agrees with ipaddr.js on first and last address", () => {
    fc.assert(
      fc.property(anyCidr, (text) => {
        const read = cidr(text);
        expect(formatAddress(read.first)).toBe(ipaddr.IPv4.networkAddressFromCIDR(text).toString());
        expect(formatAddress(read.last)).toBe(ipaddr.IPv4.broadcastAddressFromCIDR(text).toString());
      }),
    );
  });

  it("accepts nothing that the strict check of ipaddr.js refuses", () => {
    const nearly = fc.stringMatching(/^[0-9x. ]{1,4}\.[0-9]{0,3}\.[0-9]{0,3}\.[0-9]{0,3}\/[0-9]{0,3}$/);
    fc.assert(
      fc.property(fc.oneof(nearly, anyCidr), (text) => {
        const refused = !parseCidr(text, { allowHostBits: true }).ok;
        expect(refused || ipaddr.IPv4.isValidCIDRFourPartDecimal(text)).toBe(true);
      }),
    );
  });
});

describe("contains and overlaps", () => {
  it("agree with ipaddr.js", () => {
    fc.assert(
      fc.property(nearCidr, nearCidr, (one, other) => {
        const [oneIp, oneBits] = oracle(one);
        const [otherIp, otherBits] = oracle(other);
        expect(contains(cidr(one), cidr(other))).toBe(otherBits >= oneBits && otherIp.match(oneIp, oneBits));
        expect(overlaps(cidr(one), cidr(other))).toBe(oneIp.match(otherIp, Math.min(oneBits, otherBits)));
        expect(overlaps(cidr(one), cidr(other))).toBe(overlaps(cidr(other), cidr(one)));
      }),
    );
  });
});

describe("usable hosts", () => {
  it.each([
    ["10.0.0.0/24", "10.0.0.1", "10.0.0.254", 254],
    ["169.254.11.0/30", "169.254.11.1", "169.254.11.2", 2],
    ["10.0.0.0/31", "10.0.0.0", "10.0.0.1", 2],
    ["10.0.0.7/32", "10.0.0.7", "10.0.0.7", 1],
    ["0.0.0.0/0", "0.0.0.1", "255.255.255.254", 2 ** 32 - 2],
  ])("of %s are %s to %s", (text, first, last, count) => {
    const hosts = usableHosts(cidr(text));
    expect([hosts.first.text, hosts.last.text, hosts.count]).toEqual([first, last, count]);
  });

  it("leave out the network and the broadcast address", () => {
    const check = (ip: string): boolean => {
      const parsed = parseAddress(ip);
      return parsed.ok && isUsableHost(cidr("169.254.11.0/30"), parsed.address);
    };
    expect(["169.254.11.0", "169.254.11.1", "169.254.11.2", "169.254.11.3", "169.254.12.1"].map(check)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("parseAddress", () => {
  it("reads back what formatAddress writes", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 32 - 1 }), (value) => {
        const text = formatAddress(value);
        expect(parseAddress(text)).toEqual({ ok: true, address: { text, value } });
        expect(ipaddr.IPv4.isValidFourPartDecimal(text)).toBe(true);
      }),
    );
  });
});

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
  it("is true for all of IPv4 in any number of blocks, and false if one is missing", () => {
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

  it("is false for no blocks", () => expect(coverEverything([])).toBe(false));
});
