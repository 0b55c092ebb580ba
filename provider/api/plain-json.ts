/** Plain JSON out of what pop-core parsed: json-bigint gives objects without a prototype, and BigNumber objects. */

/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [name: string]: Json;
}

/** The value with ordinary objects and arrays; a number too large for JavaScript becomes its digits as text. */
export function plainJson(value: unknown): Json {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "bigint") return plainNumber(value.toString());
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return value.map(plainJson);
  if (isBigNumber(value)) return plainNumber(value.toFixed());
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainJson(inner)]));
}

/** True for an object that is not an array. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plainNumber(digits: string): Json {
  const number = Number(digits);
  return Number.isSafeInteger(number) || String(number) === digits ? number : digits;
}

function isBigNumber(value: object): value is { toFixed(): string } {
  // An answer's own object cannot hold a function, so the method tells the two apart.
  return "toFixed" in value && typeof value.toFixed === "function";
}
