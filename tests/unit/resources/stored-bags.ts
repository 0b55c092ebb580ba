import * as fc from "fast-check";
import { isProperties, type Properties } from "../../../provider/core/property-tree";
import { asSecret, withoutMarks, type SecretPaths } from "../../../provider/core/secret";
import type { Values } from "../../../provider/core/field";
import type { Declaration } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";

/** A bag as Pulumi gives it back to a provider: through JSON, and without the marks of secrets. */
export function storedAndGivenBack(bag: Properties): Properties {
  const plain = withoutMarks(JSON.parse(JSON.stringify(bag)));
  if (!isProperties(plain)) throw new Error("a bag must be an object");
  return plain;
}

/** Where a text occurs in a bag, as paths; a value that is marked secret ends its path with "[secret]". */
export function placesOf(text: string, bag: unknown, path = ""): string[] {
  if (!isProperties(bag) && !Array.isArray(bag)) return String(bag).includes(text) ? [path] : [];
  if (isProperties(bag) && isMarked(bag)) return placesOf(text, bag["value"], `${path}[secret]`);
  return Object.entries(bag).flatMap(([name, value]) => placesOf(text, value, path === "" ? name : `${path}.${name}`));
}

const isMarked = (bag: Properties): boolean =>
  Object.entries(asSecret(bag["value"])).every(([name, value]) => bag[name] === value);

/** A declaration of these values. */
export const declare = (values: Values, secretPaths: SecretPaths = []): Declaration => ({
  values,
  paths: Object.keys(values),
  secretPaths,
});

/** Any part of a list. */
export const partOf = <T>(list: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...list]);
