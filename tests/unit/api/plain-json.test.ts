import { inspect } from "node:util";
import { plainJson } from "../../../provider/api/plain-json";

const jsonBigint: { parse(text: string): unknown } = require("json-bigint");

describe("plainJson", () => {
  test("gives ordinary objects, as JSON.parse does", () => {
    const text = '{"a":{"b":[1,"2",true,null,{"c":4294967295}]},"t":1700000000000}';
    const plain = plainJson(jsonBigint.parse(text));
    expect(plain).toEqual(JSON.parse(text));
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
    expect(inspect(plain)).not.toContain("null prototype");
  });

  test("keeps numbers that JavaScript can hold, and gives larger ones as their digits", () => {
    expect(plainJson(jsonBigint.parse("9007199254740991"))).toBe(Number.MAX_SAFE_INTEGER);
    expect(plainJson(jsonBigint.parse("12345678901234567890"))).toBe("12345678901234567890");
    expect(plainJson(jsonBigint.parse('{"n":-98765432109876543210}'))).toEqual({ n: "-98765432109876543210" });
  });

  test("turns what is not JSON into null", () => {
    expect(plainJson(undefined)).toBeNull();
    expect(plainJson(() => 1)).toBeNull();
    expect(plainJson(12345678901234567890n)).toBe("12345678901234567890");
  });
});
