import { sameValue } from "./diff";
import { fieldsOf, type Field, type FieldTable, type Scalar, type Values } from "./field";

/** What adopting a live object would do to it. */
export interface Adoption {
  /** Declared settings whose live value differs, in words: "ikePfs group2 -> group14", secrets without their value. */
  readonly changes: readonly string[];
  /** Declared settings that are already as declared. */
  readonly same: number;
  /** Declared settings whose value is not known yet. */
  readonly unknown: number;
}

/** Compares a declaration with a live object before it is adopted. */
export function adoption(table: FieldTable, declared: Values, unknown: ReadonlySet<string>, live: Values): Adoption {
  const settings = fieldsOf(table, "setting").filter((field) => declared[field.path] !== undefined);
  const changing = settings.filter((field) => !sameValue(table, field.path, declared[field.path], live[field.path]));
  return {
    changes: changing.map((field) => inWords(field, live[field.path], declared[field.path])),
    same: settings.length - changing.length,
    unknown: fieldsOf(table, "setting").filter((field) => unknown.has(field.path)).length,
  };
}

function inWords(field: Field, live: Scalar | undefined, wanted: Scalar | undefined): string {
  if (live === undefined && field.disclosed) return `${field.path} cannot be compared, will be sent`;
  if (field.secret) return `${field.path} changes`;
  return `${field.path} ${shown(live)} -> ${shown(wanted)}`;
}

/** A value in words; long ones (certificates) are named by their size. */
export function shown(value: Scalar | undefined): string {
  if (value === undefined) return "(unset)";
  const text = String(value);
  return text.length > 60 ? `(${text.length} characters)` : text;
}
