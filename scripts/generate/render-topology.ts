import type { JsonSchema } from "../../simulator/schema/json-schema";
import { topologySchema } from "../../simulator/topology/schema";
import { between, markdownTable } from "./markdown";

/** The table of topology fields in simulator/README.md, from the schema that the simulator's reader checks. */

/** The README with the table as the schema has it now. */
export const withTopologyTable = (readme: string): string => between(readme, "topology", topologyTable());

function topologyTable(): string {
  const rows: (readonly string[])[] = [];
  collect({ ...topologySchema, title: "topology" }, new Set(), rows);
  return markdownTable([["of", "field", "value", "meaning; default"], ...rows]);
}

/** The fields of an object, then those of the objects in it; one that stands in several places is shown once. */
function collect(schema: JsonSchema, seen: Set<string>, rows: (readonly string[])[]): void {
  const { title = "", properties = {}, required = [] } = schema;
  if (seen.has(title)) return;
  seen.add(title);
  const single = schema.else ?? {};
  const singleFields = single.properties ?? {};
  const own = Object.entries(properties).filter(([name]) => !Object.hasOwn(singleFields, name));
  const fields = [
    ...described(title, own, required),
    ...described("single-tunnel connection", Object.entries(singleFields), single.required ?? []),
  ];
  for (const { of, name, field, isRequired } of fields) {
    const fallback = field.default === undefined ? "" : `; ${field.default}`;
    const meaning = `${isRequired ? "**required**: " : ""}${field.description ?? ""}${fallback}`;
    rows.push([of, `\`${name}\``, valueOf(field), meaning]);
  }
  for (const { field } of fields) for (const inner of objectsIn(field)) collect(inner, seen, rows);
}

interface Described {
  readonly of: string;
  readonly name: string;
  readonly field: JsonSchema;
  readonly isRequired: boolean;
}

/** The fields that say what they mean; the others are of answers, and nobody reads them. */
function described(
  of: string,
  fields: readonly (readonly [string, JsonSchema])[],
  required: readonly string[],
): readonly Described[] {
  return fields
    .filter(([, { description }]) => description !== undefined)
    .map(([name, field]) => ({ of, name, field, isRequired: required.includes(name) }));
}

/** The objects with a title that a field holds, itself or in a list or map. */
function objectsIn(schema: JsonSchema): readonly JsonSchema[] {
  const { title, items, properties = {}, additionalProperties } = schema;
  if (title !== undefined) return [schema];
  const inner = typeof additionalProperties === "object" ? [additionalProperties] : [];
  return [...(items ? [items] : []), ...Object.values(properties), ...inner].flatMap(objectsIn);
}

function valueOf({
  title,
  type,
  enum: values,
  pattern,
  minimum,
  maximum,
  rangeOfText,
  items,
  format,
}: JsonSchema): string {
  if (values?.includes(true)) return "true, false";
  if (values !== undefined && values.length > 8) return "a code";
  if (values !== undefined) return values.map((value) => (value === "" ? '`""`' : `\`${value}\``)).join(", ");
  if (rangeOfText !== undefined)
    return maximum === Number.MAX_SAFE_INTEGER ? "whole number" : `${minimum} to ${maximum}`;
  if (items !== undefined) return `list of ${items.title ?? "objects"}`;
  if (title !== undefined) return title;
  if (pattern !== undefined) return `text, \`${pattern}\``;
  if (format !== undefined) return "IPv4 address";
  return type === "string" ? "text" : type === undefined ? "anything" : "object";
}
