import { fieldAt, fieldsOf, type FieldKind, type FieldTable, type Scalar, type Values } from "./field";

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
  const differs = (path: string): boolean => {
    if (declared.unknown.has(path)) return true;
    const now = declared.values[path];
    return now !== undefined && !sameValue(table, path, now, stored[path]);
  };
  const paths = (...kinds: FieldKind[]): readonly string[] => fieldsOf(table, ...kinds).map((field) => field.path);
  const before = new Set(managed);
  const now = (path: string): boolean => path in declared.values || declared.unknown.has(path);
  return {
    changed: paths("setting", "option").filter(differs),
    redeclared: paths("identity", "setting", "option").filter((path) => before.has(path) !== now(path)),
    replaces: paths("identity").filter(differs),
  };
}

/** True where two values of a property are one to the API. */
export function sameValue(table: FieldTable, path: string, a: Scalar | undefined, b: Scalar | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || (fieldAt(table, path)?.rule.same(a, b) ?? false);
}
