import { placesOf, type FieldTable, type Values } from "./field";
import { isScalar, type Scalar } from "./scalar";
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

/**
 * What stands at a path, or undefined where any part of the way is missing; a group that is unknown stands for all in
 * it.
 */
export const valueAt = (properties: object, path: string): unknown => valueOn(properties, path.split("."));

/** The same for a path that is in its parts already. */
export function valueOn(properties: object, way: readonly string[]): unknown {
  let here: unknown = properties;
  for (const part of way) {
    if (!isProperties(here)) return isUnknown(here) ? here : undefined;
    here = here[part];
  }
  return here;
}

/** The table's scalar values in a property bag, by path, and the paths whose value is not known yet. */
export function scalarsIn(
  table: FieldTable,
  properties: Properties,
): { readonly values: Values; readonly unknown: ReadonlySet<string> } {
  const values: Record<string, Scalar> = {};
  const unknown = new Set<string>();
  for (const [name, places] of placesOf(table)) {
    if (properties[name] === undefined) continue;
    for (const { field, way } of places) {
      const value = valueOn(properties, way);
      if (isUnknown(value)) unknown.add(field.path);
      else if (isScalar(value)) values[field.path] = value;
    }
  }
  return { values, unknown };
}

/** The values alone; what is not known yet, or not in the table, is left out. */
export const flatten = (table: FieldTable, properties: Properties): Values => scalarsIn(table, properties).values;

/** Values by path as a nested bag; the inverse of `flatten`. Works for API names as well, which have the same dots. */
export function nest(values: Values): Nested {
  const bag: Nested = {};
  for (const [path, value] of Object.entries(values)) {
    const way = path.split(".");
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
