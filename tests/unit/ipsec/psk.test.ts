import * as fc from "fast-check";
import { checkPsk, isMaskedPsk } from "../../../ipsec/psk";
import { pskEntropyUpperBound } from "../../../ipsec/psk-strength";

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

describe("pskEntropyUpperBound", () => {
  it.each([
    ["", 0, 0],
    ["7", 3, 4],
    ["aaaaaaaaaaaaaaaaaaaaaaaa", 0, 20],
    ["abcdefghijklmnopqrstuvwx", 0, 20],
    ["0123456789012345678901234567890123456789", 0, 40],
    ["abc1abc1abc1abc1abc1abc1abc1", 0, 40],
    ["Password123!Password123!", 0, 70],
    ["P@ssw0rdP@ssw0rdP@ssw0rd", 0, 60],
    ["AliyunVpnTunnelSecret2024", 0, 90],
    // 20 random characters of all classes, and 32 hexadecimal digits, are worth their length.
    ["x7#Qm2!vR9@kTz4&Lw6p", 128, 132],
    ["9f3ac81e77b20d54e6a19cbd03f8425e", 127, 129],
  ])("of %j lies between %d and %d", (key, low, high) => {
    const bits = pskEntropyUpperBound(key);
    expect(bits).toBeGreaterThanOrEqual(low);
    expect(bits).toBeLessThanOrEqual(high);
  });

  it("never exceeds the bound by length and alphabet", () => {
    const key = fc.string({ unit: fc.constantFrom(...LEGAL.split("")), maxLength: 100 });
    fc.assert(
      fc.property(key, (text) =>
        expect(pskEntropyUpperBound(text)).toBeLessThanOrEqual(text.length * Math.log2(93) + 1e-9),
      ),
    );
  });

  it("gives a repeated key hardly more than a single one", () => {
    const key = fc.string({ unit: fc.constantFrom(...LEGAL.split("")), minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(key, (text) =>
        expect(pskEntropyUpperBound(text + text)).toBeLessThan(text.length * Math.log2(93) + 14),
      ),
    );
  });
});
