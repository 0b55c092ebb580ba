import * as fc from "fast-check";
import { checkPsk, isMaskedPsk } from "../../../ipsec/psk";

const LEGAL = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ~!`@#$%^&*()_-+={}[]|;:'\",.<>/?";

describe("checkPsk", () => {
  it.each(["a", "a".repeat(100), LEGAL.slice(0, 62), LEGAL.slice(62), `it's "fine"`.replace(" ", "_")])(
    "accepts %j",
    (key) => expect(checkPsk(key)).toBeUndefined(),
  );

  it.each([
    ["", "empty"],
    ["a".repeat(101), "101"],
    ["abc def", "character 4 is a space"],
    ["abc\\def", "character 4 is a backslash"],
    ["abcdef\n", "character 7 is white space"],
    ["\tabcdef", "character 1 is white space"],
    ["abc\u0000", "character 4 is a control character"],
    ["schlüssel", "character 5 is outside ASCII"],
    ["a\u{1F511}b", "character 2 is outside ASCII"],
  ])("refuses %j", (key, why) => expect(checkPsk(key)).toContain(why));

  it("accepts every key of legal characters", () => {
    const key = fc.string({ unit: fc.constantFrom(...LEGAL.split("")), minLength: 1, maxLength: 100 });
    fc.assert(fc.property(key, (text) => expect(checkPsk(text)).toBeUndefined()));
  });

  it("gives a reason that does not depend on the key's legal characters", () => {
    const legal = fc.string({ unit: fc.constantFrom(...LEGAL.split("")), maxLength: 99 });
    const wrong = fc.constantFrom(" ", "\\", "é", "\n");
    fc.assert(
      fc.property(legal, wrong, legal, (before, bad, after) => {
        const key = before + bad + after;
        expect(checkPsk(key)).toBe(checkPsk("x".repeat(before.length) + bad + "y".repeat(after.length)));
      }),
    );
  });
});

describe("isMaskedPsk", () => {
  it.each(["****", "*", "**********", "123456****", "a****", "******abcd****"])("takes %j for masked", (text) =>
    expect(isMaskedPsk(text)).toBe(true),
  );
  it.each(["", "ab*cd", "abc***", "****abc", "123456", "***a***"])("takes %j for a key", (text) =>
    expect(isMaskedPsk(text)).toBe(false),
  );
});
