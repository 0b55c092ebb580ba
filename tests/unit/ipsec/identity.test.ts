import { isIPv6 } from "node:net";
import * as fc from "fast-check";
import {
  checkIkeId,
  identityInModeProblem,
  identityProblem,
  isIpAddress,
  IKE_ID_MAX_LENGTH,
} from "../../../ipsec/identity";
import { isIpv6Address } from "../../../ipsec/ipv6";

const octet = fc.nat({ max: 255 });
const quad = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const usableQuad = quad.filter((text) => text !== "0.0.0.0");
const letter = fc.stringMatching(/^[A-Za-z]$/u);
const character = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code));
/** Any text that the API takes and that begins as a name does. */
const name = fc
  .tuple(letter, fc.array(character, { maxLength: IKE_ID_MAX_LENGTH - 1 }))
  .map(([first, rest]) => first + rest.join(""))
  .filter((text) => !text.includes("::"));

/** Whether the identity is refused in one sentence that does not quote it. */
function isRefusedWell(value: string): boolean {
  const problem = identityProblem(value);
  return (
    problem !== undefined && /^must [^\n]*[^\n.]$/u.test(problem) && (value.length <= 6 || !problem.includes(value))
  );
}

describe("checkIkeId", () => {
  it.each(["47.1.2.87", "peer.example.com", "user@example.com", "x".repeat(100)])("accepts %s", (id) =>
    expect(checkIkeId(id)).toBeUndefined(),
  );
  it.each([
    ["", "empty"],
    ["a b", "spaces"],
    ["a\n", "spaces"],
    ["a\u0007", "control"],
    ["x".repeat(101), "101"],
  ])("refuses %j", (id, why) => expect(checkIkeId(id)).toContain(why));
});

describe("identityProblem", () => {
  it.each([
    "203.0.113.10",
    "vpn.example.com",
    "user@example.com",
    "@branch",
    "testalice2",
    "65010",
    "10.0.0.1-office",
    "10.0.0.1.example.com",
    "1a.2b.3c.4d",
    "fd00::10",
    "::ffff:192.0.2.1",
    "00:11:22:33:44:55",
    "C=DE,O=Example,CN=branch",
    "branch:500",
    "branch/1",
    "a*b",
    "100%",
    "x".repeat(100),
  ])("accepts %s", (value) => expect(identityProblem(value)).toBeUndefined());

  it.each([
    ["10.0.0.256", "above 255"],
    ["010.0.0.1", "leading zero"],
    ["10.0.0", "four numbers"],
    ["10.0.0.1.2", "four numbers"],
    ["10.0.0.1.", "four numbers"],
    ["10..0.1", "decimal numbers"],
    ["0x0a.0.0.1", "decimal numbers"],
    ["1.2.3.4:500", "port"],
    ["1.2.3.256:500", "port"],
    ["1.2.3.4/32", "prefix length"],
    ["1.2.3.0/255.255.255.0", "prefix length"],
    ["1.2.3.4%eth0", "zone"],
    ["fe80::1%eth0", "zone"],
    ["fd00::/64", "prefix length"],
    ["[fd00::1]", "brackets"],
    ["[fd00::1]:500", "brackets"],
    ["fd00::1::2", "looks like an IPv6 address"],
    ["fd000::1", "looks like an IPv6 address"],
    ["*", "wildcard"],
    ["%any", "wildcard"],
    ["%any6", "wildcard"],
    ["*.example.com", "wildcard"],
    ["*@example.com", "wildcard"],
    ["10.0.0.*", "wildcard"],
    ["0.0.0.0", "wildcard"],
    ["::", "wildcard"],
    ["büro.example.com", "outside printable ASCII"],
    ["１.２.３.４", "outside printable ASCII"],
    ["office\u200B", "outside printable ASCII"],
  ])("refuses %s, which the field's rule takes", (value, why) => {
    expect(identityProblem(value)).toContain(why);
    expect(isRefusedWell(value)).toBe(true);
    expect(checkIkeId(value)).toBeUndefined();
  });

  it("refuses every text that the API refuses, with the same reason", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 110 }), (value) => {
        const problem = identityProblem(value);
        expect(checkIkeId(value) ?? problem).toBe(problem);
      }),
    );
  });

  it("accepts every address except 0.0.0.0", () =>
    fc.assert(fc.property(usableQuad, (value) => expect(identityProblem(value)).toBeUndefined())));

  it("accepts every name of printable ASCII", () =>
    fc.assert(fc.property(name, (value) => expect(identityProblem(value)).toBeUndefined())));

  it("refuses every address with something wrong in it or behind it", () => {
    const broken = fc.oneof(
      fc
        .tuple(quad, fc.constantFrom(":500", ":", "/32", "/0", "/255.0.0.0", "%eth0", ".", ".1"))
        .map((two) => two.join("")),
      fc
        .tuple(quad, fc.nat({ max: 3 }), fc.integer({ min: 256, max: 99_999 }))
        .map(([text, at, wrong]) => text.split(".").with(at, String(wrong)).join(".")),
      fc.tuple(quad, fc.nat({ max: 3 })).map(([text, at]) => {
        const octets = text.split(".");
        return octets.with(at, `0${octets[at]}`).join(".");
      }),
      fc
        .array(octet, { minLength: 2, maxLength: 8 })
        .filter(({ length }) => length !== 4)
        .map((octets) => octets.join(".")),
      fc.tuple(quad, fc.nat({ max: 3 })).map(([text, at]) => text.split(".").with(at, "*").join(".")),
    );
    fc.assert(fc.property(broken, (value) => expect(isRefusedWell(value)).toBe(true)));
  });

  it("refuses every text with a character outside printable ASCII", () => {
    const foreign = fc.integer({ min: 0x80, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(name, foreign, fc.nat({ max: 100 }), (text, wrong, at) => {
        const value = text.slice(0, 98);
        expect(identityProblem(value.slice(0, at) + wrong + value.slice(at))).toBeDefined();
      }),
    );
  });
});

describe("isIpv6Address", () => {
  it("agrees with Node on every text of an address's characters", () => {
    const text = fc
      .array(fc.constantFrom("0", "1", "f", "g", ":", ":", ".", "::", "10.0.0.1", "ffff"), { maxLength: 18 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.ipV6()), (value) => expect(isIpv6Address(value)).toBe(isIPv6(value))),
      { numRuns: 1000 },
    );
  });
});

describe("identityInModeProblem", () => {
  it("refuses exactly names in main mode of IKEv1", () => {
    const version = fc.constantFrom("ikev1", "ikev2", undefined);
    const mode = fc.constantFrom("main", "aggressive", undefined);
    fc.assert(
      fc.property(fc.oneof(name, quad, fc.ipV6()), version, mode, (value, ikeVersion, ikeMode) => {
        const problem = identityInModeProblem(value, ikeVersion, ikeMode);
        const isRefused = ikeVersion === "ikev1" && ikeMode === "main" && !isIpAddress(value);
        expect(problem === undefined).toBe(!isRefused);
        expect(value.length > 10 && problem?.includes(value) === true).toBe(false);
      }),
    );
  });

  it("names the settings that allow a name", () =>
    expect(identityInModeProblem("vpn.example.com", "ikev1", "main")).toMatch(
      /^must be an IP address, .* set ikeMode to aggressive or ikeVersion to ikev2$/u,
    ));
});
