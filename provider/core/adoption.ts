import { sameValue } from "./diff";
import { fieldsOf, type Field, type FieldTable, type Values } from "./field";
import type { Scalar } from "./scalar";
import { printable } from "./printable";

/** A setting that adopting or updating would change on the live object. */
export interface LiveChange {
  readonly path: string;
  /** In words: "ikePfs: group2 -> group14"; a secret without its value. */
  readonly text: string;
}

/** What adopting or updating a live object would do to it. */
export interface Adoption {
  /** Declared settings whose live value differs. */
  readonly changes: readonly LiveChange[];
  /** Number of declared settings that are already as declared. */
  readonly same: number;
  /** Number of declared settings whose value is not known yet. */
  readonly unknown: number;
}

/**
 * Compares a declaration with a live object before it is changed.
 * @param isSecret True for a value that no text may show.
 */
export function adoption(
  table: FieldTable,
  declared: Values,
  unknown: ReadonlySet<string>,
  live: Values,
  isSecret: (path: string) => boolean = () => false,
): Adoption {
  const settings = fieldsOf(table, "setting").filter((field) => declared[field.path] !== undefined);
  const changing = settings.filter((field) => !sameValue(table, field.path, declared[field.path], live[field.path]));
  const changeText = (field: Field): string => {
    if (live[field.path] === undefined && field.disclosed) return `${field.path} cannot be compared, will be sent`;
    if (field.secret || isSecret(field.path)) return `${field.path} changes`;
    return `${field.path}: ${shown(live[field.path])} -> ${shown(declared[field.path])}`;
  };
  return {
    changes: changing.map((field) => ({ path: field.path, text: changeText(field) })),
    same: settings.length - changing.length,
    unknown: fieldsOf(table, "setting").filter((field) => unknown.has(field.path)).length,
  };
}

/** A value in words; long ones (certificates) are named by their size. */
export function shown(value: Scalar | undefined): string {
  if (value === undefined) return "(unset)";
  const text = printable(String(value));
  return text.length > 60 ? `(${text.length} characters)` : text;
}
