import { wirePlacesOf, type Field, type FieldTable, type Values } from "./field";
import type { Scalar } from "./scalar";
import { nest, valueOn, type Nested } from "./property-tree";

/**
 * Reads the table's values out of an API answer. Numbers and booleans may come as text ("86400", "true", "True"),
 * an unset value as "" or not at all, and a word the table does not know is kept: the API may be newer than we are.
 */
export function readValues(table: FieldTable, answer: object): Values {
  const values: Record<string, Scalar> = {};
  for (const { field, way } of wirePlacesOf(table)) {
    const value = typed(field, valueOn(answer, way));
    if (value !== undefined) values[field.path] = value;
  }
  return values;
}

/** Values by path as the API's nested request object, in native types. */
export function requestObject(table: FieldTable, values: Values): Nested {
  const byWire: Record<string, Scalar> = {};
  for (const field of table.fields) {
    const value = values[field.path];
    if (field.wire !== undefined && value !== undefined) byWire[field.wire] = value;
  }
  return nest(byWire);
}

function typed(field: Field, value: unknown): Scalar | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (field.rule.type === "boolean") return asFlag(value);
  if (field.rule.type === "integer") return asInteger(value);
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof text !== "string" || (field.disclosed && !field.disclosed(text))) return undefined;
  return text;
}

function asFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  const word = value.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

function asInteger(value: unknown): number | undefined {
  const isText = typeof value === "string" && /^\s*-?\d+\s*$/u.test(value);
  const number = typeof value === "number" || isText ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
