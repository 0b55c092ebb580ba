import {
  fieldAt,
  fieldStoredAs,
  groupAt,
  type Failure,
  type Field,
  type FieldTable,
  type Group,
  type Values,
} from "./field";
import type { Scalar } from "./scalar";
import { nearestName } from "./names";
import { isProperties, type Properties } from "./property-tree";
import { refusalOf } from "./rules";
import { isAmong, type SecretPaths } from "./secret";
import { isUnknown } from "./unknown";

/** What a program declares, judged. */
export interface Checked {
  /** Declared values that are known and accepted, by path. */
  readonly values: Values;
  /** Declared paths whose value is not known yet; a group that is unknown stands for all its fields. */
  readonly unknown: ReadonlySet<string>;
  /** Every problem at once. */
  readonly failures: readonly Failure[];
}

/** Keys that Pulumi puts beside the program's own. */
const PULUMI_KEY = /^__/u;

/**
 * Judges a resource's inputs against its field table: names, types, ranges, required ones and relations.
 * Finds all problems at once; unknown values pass, at any depth.
 * @param secrets Paths whose values no message may quote, beside those that are secret by themselves.
 */
export function check(table: FieldTable, inputs: Properties, secrets: SecretPaths = []): Checked {
  const values: Record<string, Scalar> = {};
  const unknown = new Set<string>();
  const failures: Failure[] = [];

  const isSecret = (field: Field): boolean => field.secret === true || isAmong(secrets, field.path);
  const refusal = (field: Field, value: unknown): string => {
    if (!isSecret(field)) return `${refusalOf(field.rule, value)}; given: ${inQuotes(value)}`;
    // Only the reasons of a field that is always secret are known to quote nothing.
    const reason = field.secret ? refusalOf(field.rule, value) : `must be ${field.rule.allowed}`;
    return `${reason}; the value given is secret and not shown`;
  };
  const quote = (path: string): string => {
    const field = fieldAt(table, path);
    return field !== undefined && isSecret(field) ? "[secret]" : inQuotes(values[path]);
  };

  const visit = (bag: Properties, prefix: string): void => {
    for (const [name, value] of Object.entries(bag)) {
      const path = prefix + name;
      if (value === undefined || value === null || (prefix === "" && PULUMI_KEY.test(name))) continue;
      const field = fieldAt(table, path) ?? fieldStoredAs(table, path);
      const group = groupAt(table, path);
      if (name.includes(".")) failures.push({ property: path, reason: unknownName(table, path, prefix) });
      else if (group !== undefined) visitGroup(group, value);
      else if (field === undefined) failures.push({ property: path, reason: unknownName(table, path, prefix) });
      else if (field.kind === "output")
        failures.push({ property: path, reason: "is an output and cannot be declared" });
      else visitField(field, value);
    }
  };
  const visitGroup = ({ path, exactlyOne }: Group, value: unknown): void => {
    if (isUnknown(value)) {
      for (const field of table.fields) if (field.path.startsWith(`${path}.`)) unknown.add(field.path);
    } else if (!isProperties(value))
      failures.push({ property: path, reason: `must be an object with ${namesIn(table, path)}` });
    else {
      visit(value, `${path}.`);
      const names = Object.keys(value).filter((name) => value[name] !== undefined && value[name] !== null);
      if (exactlyOne && names.length !== 1 && !failures.some(({ property }) => property.startsWith(`${path}.`)))
        failures.push({
          property: path,
          reason: `must have exactly one of ${namesIn(table, path)}; given: ${names.join(", ") || "none"}`,
        });
    }
  };
  const visitField = (field: Field, value: unknown): void => {
    if (isUnknown(value)) {
      unknown.add(field.path);
      return;
    }
    if (field.rule.accepts(value)) values[field.path] = value;
    else failures.push({ property: field.path, reason: refusal(field, value) });
  };

  visit(inputs, "");
  for (const field of table.fields)
    if (field.required && !(field.path in values) && !unknown.has(field.path) && !mentioned(failures, field.path))
      failures.push({ property: field.path, reason: `is required: ${lowerFirst(field.doc)}` });
  // A value that is refused is declared all the same: what it will be is as open as with an unknown one.
  const open = new Set([...unknown, ...failures.map((failure) => failure.property)]);
  for (const relation of table.relations)
    failures.push(...relation.check(values, open, quote).filter((failure) => !mentioned(failures, failure.property)));
  return { values, unknown, failures };
}

const mentioned = (failures: readonly Failure[], path: string): boolean =>
  failures.some((failure) => failure.property === path);

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** A value in a form that shows its type; a long text is cut. */
function inQuotes(value: unknown): string {
  const shown = typeof value === "string" ? JSON.stringify(value) : valueText(value);
  return shown.length > 60 ? `${shown.slice(0, 60)}… (${shown.length} characters)` : shown;
}

/** Lists and objects are named, not shown: what is in them is anybody's guess, and need not have a text form. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isProperties(value) ? "an object" : String(value);
}

function namesIn(table: FieldTable, group: string): string {
  const members = table.fields
    .filter((field) => field.path.startsWith(`${group}.`) && field.kind !== "output")
    .map((field) => field.path.slice(group.length + 1).replace(/\..*/u, ""));
  return [...new Set(members)].join(", ");
}

function unknownName(table: FieldTable, path: string, prefix: string): string {
  const [group, ...rest] = path.split(".");
  if (prefix === "" && rest.length > 0 && fieldAt(table, path) !== undefined)
    return `is not one name: write ${group}: { ${rest.join(".")}: … }`;
  const near = nearestName(table, path);
  const place = prefix ? ` of ${prefix.slice(0, -1)}` : "";
  return `is not a property${place}${near ? `; did you mean ${near}?` : ""}`;
}
