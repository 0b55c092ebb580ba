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

/** The parts of the paths of tables: few, and asked for all the time. */
const parts = new Map<string, readonly string[]>();

function partsOf(path: string): readonly string[] {
  const known = parts.get(path) ?? path.split(".");
  parts.set(path, known);
  return known;
}

/** What stands at a path of a table, or undefined where any part of the way is missing. */
export function valueAt(properties: Properties, path: string): unknown {
  let here: unknown = properties;
  for (const part of partsOf(path)) {
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
    const way = partsOf(path);
    let here = bag;
    way.forEach((part, index) => {
      const inner = here[part];
      if (index === way.length - 1) here[part] = value;
      else here = here[part] = typeof inner === "object" ? inner : {};
    });
  }
  return bag;
}

/** Those values whose path a predicate accepts. */
export function pick(values: Values, keep: (path: string) => boolean): Values {
  const kept: Record<string, Scalar> = {};
  for (const path in values) {
    const value = values[path];
    if (value !== undefined && keep(path)) kept[path] = value;
  }
  return kept;
}
