import { coversResource, fitsEverything } from "../../policies/assembly/exemption";
import { matchesName } from "../../policies/rule/name-pattern";
import { CONNECTION_TYPE, VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";

describe("a pattern", () => {
  it.each([
    ["hq", "hq", true],
    ["hq", "hq2", false],
    ["*", "", true],
    ["hq-*", "hq-", true],
    ["*-fr", "-fr", true],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["*b*b*", "abab", true],
    ["*b*b*", "ab", false],
    ["legacy.fr", "legacy-fr", false],
    ["a**c", "abc", true],
    ["line*end", "line\nend", true],
  ])("%j fits %j: %s", (pattern, name, fits) => expect(matchesName(pattern, name)).toBe(fits));

  // A regular expression of thirty `.*` needs more steps than there are atoms.
  it("of thirty stars is compared in linear time", () => {
    const costOf = (length: number): number => {
      const name = "a".repeat(length);
      const started = process.hrtime.bigint();
      for (let turn = 0; turn < 20; turn++) expect(matchesName(`${"a*".repeat(30)}b`, name)).toBe(false);
      return Number(process.hrtime.bigint() - started) / 1e6;
    };
    costOf(1000);
    expect(costOf(100_000)).toBeLessThan(1000);
  });
});

describe("the resource of an exemption", () => {
  const resource = { name: "vpn-hq", urn: `urn:pulumi:prod::net::${VPN_TUNNEL_TYPE}::vpn-hq` };
  it.each([
    ["vpn-hq", true],
    ["vpn-*", true],
    ["*::vpn-hq", true],
    ["urn:pulumi:prod::*::vpn-hq", true],
    ["urn:pulumi:dev::*::vpn-hq", false],
    // A name's pattern is not compared with the URN, where the type would let it fit every tunnel.
    ["*alicloud*", false],
  ])("%s covers vpn-hq: %s", (pattern, covers) => expect(coversResource({ resource: pattern }, resource)).toBe(covers));

  it.each(["*", "**", "urn:*", "urn:pulumi:*", "urn:pulumi:*::*::*::*", "*::*", "urn:*vpn*"])(
    "%s is everything",
    (pattern) => expect(fitsEverything(pattern)).toBe(true),
  );
  it.each(["a*", "*-fr", "urn:pulumi:prod::*", `urn:*::${CONNECTION_TYPE}::*`, "*::hq"])(
    "%s is not everything",
    (pattern) => expect(fitsEverything(pattern)).toBe(false),
  );
});
