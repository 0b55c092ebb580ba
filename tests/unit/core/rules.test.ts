import * as fc from "fast-check";
import { anyText, flag, integer, oneOf, problemOf, text, type Rule } from "../../../provider/core/rules";
import { isUnknown } from "../../../provider/core/unknown";
import { UNKNOWN } from "./arbitraries";

const even = text("a text of even length", (value) => (value.length % 2 === 0 ? undefined : "must be even"), {
  accepted: ["", "ab"],
  refused: ["a"],
  canonical: (value) => value.trim(),
});

const rules: readonly (readonly [string, Rule])[] = [
  ["oneOf", oneOf(["main", "aggressive"])],
  ["integer", integer(0, 86_400, "seconds")],
  ["flag", flag()],
  ["text", even],
  ["anyText", anyText()],
];

describe.each(rules)("%s", (_, rule) => {
  it("accepts its accepted samples and refuses its refused ones", () => {
    expect(rule.accepted.length).toBeGreaterThan(0);
    expect(rule.refused.length).toBeGreaterThan(0);
    for (const value of rule.accepted) expect([value, problemOf(rule, value)]).toEqual([value, undefined]);
    for (const value of rule.refused) expect([value, typeof problemOf(rule, value)]).toEqual([value, "string"]);
  });

  it("says what is allowed, and never what was given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(problemOf(rule, value) ?? rule.allowed).toContain(rule.allowed);
      }),
    );
    expect(problemOf(rule, ["PLANTED"])).not.toContain("PLANTED");
  });

  it("takes each accepted value for the same as itself", () => {
    for (const value of rule.accepted) expect(rule.same(value, value)).toBe(true);
  });
});

describe("integer", () => {
  it("accepts exactly the whole numbers of its range", () => {
    const rule = integer(5, 20);
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double()), (value) => {
        const isAllowed = Number.isInteger(value) && value >= 5 && value <= 20;
        expect(problemOf(rule, value) === undefined).toBe(isAllowed);
      }),
    );
  });

  it("names its unit", () => expect(integer(0, 9, "seconds").allowed).toBe("a whole number from 0 to 9 seconds"));
});

describe("text", () => {
  it("puts its own reason before what is allowed", () => {
    expect(problemOf(even, "abc")).toBe("must be even; allowed: a text of even length");
    expect(problemOf(even, 4)).toBe("must be a text of even length");
  });

  it("compares as its canonical form says", () => {
    expect(even.same("ab ", " ab")).toBe(true);
    expect(even.same("ab", "cd")).toBe(false);
  });
});

describe("isUnknown", () => {
  it("recognises Pulumi's stand-ins and nothing else", () => {
    expect(isUnknown(UNKNOWN)).toBe(true);
    for (const value of ["", UNKNOWN.toUpperCase(), `${UNKNOWN} `, null, undefined, {}, [UNKNOWN], 4])
      expect(isUnknown(value)).toBe(false);
  });
});
