import type { Field, FieldTable, Group } from "../../provider/core/field";

/** Answers of the field table for the renderers: the text and the type of one row, and the rows of one group. */

export const GENERATED_NOTICE =
  "Generated from provider/resources/vpn-tunnel/table/fields.ts by `npm run generate`; do not edit.";

/** Rows that a program may declare. */
export const declarable = (table: FieldTable): readonly Field[] =>
  table.fields.filter((field) => field.kind !== "output");

/** The rows, or the groups, that stand directly in one group, or in none. */
const within = <T extends { readonly path: string }>(items: readonly T[], group: Group | undefined): readonly T[] =>
  items.filter(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("."))) === (group?.path ?? ""));

/** The rows of one group, or those outside of any group. */
export const rowsIn = (fields: readonly Field[], group: Group | undefined): readonly Field[] => within(fields, group);

/** The groups inside one group, or those outside of any group. */
export const groupsIn = (table: FieldTable, group: Group | undefined): readonly Group[] => within(table.groups, group);

/** Last part of a property path. */
export const leaf = ({ path }: { readonly path: string }): string => path.slice(path.lastIndexOf(".") + 1);

/** TypeScript type of a declared value. */
export function typeOf(field: Field): string {
  if (field.rule.literals) return field.rule.literals.map((word) => JSON.stringify(word)).join(" | ");
  return { string: "string", integer: "number", boolean: "boolean" }[field.rule.type];
}

/** TypeScript type of a reported value. The API may answer with a word that this version does not know. */
export const reportedTypeOf = (field: Field): string =>
  ({ string: "string", integer: "number", boolean: "boolean" })[field.rule.type];

/** The effect of not declaring the property. */
export function absentText(field: Field): string {
  if (field.required) return "required";
  return field.absent ?? (field.kind === "setting" ? "not managed: the tunnel keeps what it has" : "unset");
}

/** The effect of a change of the property. */
export function changeText(field: Field): string {
  if (field.kind === "identity")
    return "replaces the resource: another tunnel is adopted, the former one stays as it is";
  if (field.kind === "option") return "updates the resource and sends nothing";
  return "updates the tunnel in place";
}

/** Lines of a docstring. */
export function docLines(field: Field): readonly string[] {
  if (field.kind === "output") return [field.doc, `Source: ${field.source}.`];
  return [
    field.doc,
    `Allowed: ${field.rule.allowed}.`,
    `Not declared: ${absentText(field)}. A change ${changeText(field)}.`,
    ...(field.source ? [`Source: ${field.source}.`] : []),
  ];
}

/** A docstring at an indentation. */
export function docstring(lines: readonly string[], indent: string): string {
  if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join("\n");
}

/** Name of a group's type: "tunnelIkeConfig" -> "TunnelIkeConfig". */
export const typeName = (group: Group): string => leaf(group).charAt(0).toUpperCase() + leaf(group).slice(1);

/**
 * The type of a group's reported values. `fields` are the reported rows; `prefix` begins the name of each group's type.
 */
export function reportedGroup(
  table: FieldTable,
  group: Group,
  fields: readonly Field[],
  { prefix = "", docOf = (item: { readonly doc: string }): string => item.doc } = {},
): string {
  return [
    docstring([docOf(group)], ""),
    `export interface ${prefix}${typeName(group)} {`,
    ...rowsIn(fields, group).flatMap((field) => [
      docstring([docOf(field)], "  "),
      `  readonly ${leaf(field)}?: ${reportedTypeOf(field)};`,
    ]),
    ...groupsIn(table, group).flatMap((inner) => [
      docstring([docOf(inner)], "  "),
      `  readonly ${leaf(inner)}?: ${prefix}${typeName(inner)};`,
    ]),
    "}",
  ].join("\n");
}

/** Outputs that a program sees beside the rows of the table. */
export const MORE_OUTPUTS = [
  {
    name: "preSharedKey",
    type: "string | undefined",
    doc: "The pre-shared key in force, declared or not; absent where the API withholds or masks it and none is declared. Always secret.",
    source: "DescribeVpnConnections, TunnelOptions.TunnelIkeConfig.Psk",
  },
  {
    name: "keyChangedOn",
    type: "string | undefined",
    doc: "The day, in UTC, on which this resource last changed the key, such as `2026-12-01`; absent where it has not changed it.",
    source: "",
  },
  {
    name: "keySeenSince",
    type: "string | undefined",
    doc: "The day, in UTC, on which this resource found the key in force there, where it has not changed it: the key is at least as old. Absent where that day is not known either.",
    source: "",
  },
  {
    name: "connectionName",
    type: "string",
    doc: "Name of the connection; empty where it has none.",
    source: "DescribeVpnConnections, Name",
  },
  {
    name: "vpnGatewayId",
    type: "string | undefined",
    doc: "VPN gateway of the connection; absent where the connection is attached to a transit router.",
    source: "DescribeVpnConnections, VpnGatewayId",
  },
  {
    name: "localSubnets",
    type: "string[]",
    doc: "The connection's traffic selectors on the Alibaba side.",
    source: "DescribeVpnConnections, LocalSubnet",
  },
  {
    name: "remoteSubnets",
    type: "string[]",
    doc: "The connection's traffic selectors on the peer's side.",
    source: "DescribeVpnConnections, RemoteSubnet",
  },
  {
    name: "managed",
    type: "string[]",
    doc: "Paths of the properties that the program declares, such as `tunnelIkeConfig.ikeEncAlg`; all others are only reported.",
    source: "",
  },
] as const;

/** Those that each tunnel of a pair has for itself. The two keys have names of their own, at the top. */
export const KEY_DAYS = MORE_OUTPUTS.filter(({ name }) => name === "keyChangedOn" || name === "keySeenSince");

/** Those that both tunnels of a pair have in common. */
export const COMMON_OUTPUTS = MORE_OUTPUTS.filter(
  (output) => output.name !== "preSharedKey" && !KEY_DAYS.includes(output),
);
