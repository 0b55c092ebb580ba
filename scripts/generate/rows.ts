import type { Field, FieldTable, Group } from "../../provider/core/field";

/** What the renderers ask of the field table; each says one thing about one row. */

export const GENERATED_NOTICE =
  "Generated from provider/resources/vpn-tunnel/table/fields.ts by `npm run generate`; do not edit.";

/** Rows that a program may declare, and those that are only reported. */
export const declarable = (table: FieldTable): readonly Field[] =>
  table.fields.filter((field) => field.kind !== "output");

/** What stands directly in one group, or in none: rows, or groups of their own. */
const within = <T extends { readonly path: string }>(items: readonly T[], group: Group | undefined): readonly T[] =>
  items.filter(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("."))) === (group?.path ?? ""));

/** Rows of one group, or those of none. */
export const rowsIn = (fields: readonly Field[], group: Group | undefined): readonly Field[] => within(fields, group);

/** Groups inside one group, or those that stand alone. */
export const groupsIn = (table: FieldTable, group: Group | undefined): readonly Group[] => within(table.groups, group);

/** Last part of a property path. */
export const leaf = ({ path }: { readonly path: string }): string => path.slice(path.lastIndexOf(".") + 1);

/** TypeScript type of a declared value. */
export function typeOf(field: Field): string {
  if (field.rule.literals) return field.rule.literals.map((word) => JSON.stringify(word)).join(" | ");
  return { string: "string", integer: "number", boolean: "boolean" }[field.rule.type];
}

/** TypeScript type of a reported value: the API may answer with a word that is newer than we are. */
export const reportedTypeOf = (field: Field): string =>
  ({ string: "string", integer: "number", boolean: "boolean" })[field.rule.type];

/** What holds when the property is not declared. */
export function absentText(field: Field): string {
  if (field.required) return "required";
  return field.absent ?? (field.kind === "setting" ? "not managed: the tunnel keeps what it has" : "unset");
}

/** What a change of the property does. */
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
