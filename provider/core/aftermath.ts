import type { Delta } from "./delta";
import { sameValue } from "./diff";
import { fieldsOf, type Field, type FieldTable, type Values } from "./field";
import type { Scalar } from "./scalar";

/** What a change did beside what it was to do. */
export interface Aftermath {
  /** Settings that are not as they were to be: neither as sent nor, where not sent, as before. */
  readonly surprises: readonly Field[];
  /** Settings that the API computed anew because their source changed. */
  readonly derived: readonly { readonly field: Field; readonly value: Scalar | undefined }[];
}

/**
 * Values that every setting should have after a change: as sent, or as before. What the API derives anew is left out.
 */
export function expectedAfter(table: FieldTable, before: Values, change: Delta): Values {
  const expected: Record<string, Scalar> = {};
  for (const { path } of fieldsOf(table, "setting")) {
    const value = change.send[path] ?? (change.rederived.includes(path) ? undefined : before[path]);
    if (value !== undefined) expected[path] = value;
  }
  return expected;
}

/** Compares every setting with what was expected; a value that the API withholds cannot surprise. */
export function aftermath(table: FieldTable, expected: Values, change: Delta, observed: Values): Aftermath {
  const settings = fieldsOf(table, "setting");
  return {
    surprises: settings.filter(({ path, disclosed }) => {
      const value = expected[path];
      const live = observed[path];
      if (value === undefined || (live === undefined && disclosed !== undefined)) return false;
      return !sameValue(table, path, value, live);
    }),
    derived: settings
      .filter((field) => change.rederived.includes(field.path))
      .map((field) => ({ field, value: observed[field.path] })),
  };
}
