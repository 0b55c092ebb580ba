import { fieldAt, fieldsOf, type FieldTable, type Values } from "./field";
import type { Scalar } from "./scalar";

/** What the program declares now. */
export interface Declared {
  readonly values: Values;
  readonly unknown: ReadonlySet<string>;
}

/** How a declaration differs from what is stored. */
export interface Difference {
  /** Settings and options whose value differs or is not known yet. */
  readonly changed: readonly string[];
  /** Paths that are declared now and were not, or were and are not. */
  readonly redeclared: readonly string[];
  /** Identity that differs: the resource is another object. */
  readonly replaces: readonly string[];
}

/**
 * Compares a declaration with what is stored. Only declared properties count: what was never declared is an output,
 * and its value may move without being a difference.
 * @param stored Effective values at the last operation.
 * @param managed Paths that were declared at the last operation.
 */
export function diff(table: FieldTable, stored: Values, managed: readonly string[], declared: Declared): Difference {
  const changed: string[] = [];
  const redeclared: string[] = [];
  const replaces: string[] = [];
  const before = new Set(managed);
  for (const { path, kind } of fieldsOf(table, "identity", "setting", "option")) {
    const now = declared.values[path];
    const isUnknown = declared.unknown.has(path);
    const isDeclared = isUnknown || now !== undefined;
    if (before.has(path) !== isDeclared) redeclared.push(path);
    if (isUnknown || (now !== undefined && !sameValue(table, path, now, stored[path])))
      (kind === "identity" ? replaces : changed).push(path);
  }
  return { changed, redeclared, replaces };
}

/** True where two values of a property are one to the API. */
export function sameValue(table: FieldTable, path: string, a: Scalar | undefined, b: Scalar | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || (fieldAt(table, path)?.rule.same(a, b) ?? false);
}
