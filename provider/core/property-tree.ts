import type { FieldTable, Scalar, Values } from "./field";
import { isUnknown } from "./unknown";

/** A property bag as Pulumi passes it: groups are nested objects. */
export type Properties = Readonly<Record<string, unknown>>;

/** Values in their groups. */
export interface Nested {
  [name: string]: Scalar | Nested;
}

/** True for a plain object, which is what a group of properties must be. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a value of one property. */
export const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** What stands at a path, or undefined where any part of the way is missing. */
export function valueAt(properties: Properties, path: string): unknown {
  let here: unknown = properties;
  for (const part of path.split(".")) {
    if (!isProperties(here)) return undefined;
    here = here[part];
  }
  return here;
}

/** The table's scalar values in a property bag, by path; what is not known yet, or not in the table, is left out. */
export function flatten(table: FieldTable, properties: Properties): Values {
  const values: Record<string, Scalar> = {};
  for (const field of table.fields) {
    const value = valueAt(properties, field.path);
    if (isUnknown(value)) continue;
    if (isScalar(value)) values[field.path] = value;
  }
  return values;
}

/** Values by path as a nested bag; the inverse of `flatten`. Works for API names as well, which have the same dots. */
export function nest(values: Values): Nested {
  const bag: Nested = {};
  for (const [path, value] of Object.entries(values)) {
    const parts = path.split(".");
    const name = parts.pop() ?? path;
    let here = bag;
    for (const part of parts) {
      const inner = here[part];
      const next: Nested = typeof inner === "object" ? inner : {};
      here[part] = next;
      here = next;
    }
    here[name] = value;
  }
  return bag;
}

/** Those values whose path a predicate accepts. */
export function pick(values: Values, keep: (path: string) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([path]) => keep(path)));
}
