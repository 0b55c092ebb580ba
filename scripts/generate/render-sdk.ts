import type { FieldTable, Group } from "../../provider/core/field";
import {
  declarable,
  docLines,
  docstring,
  GENERATED_NOTICE,
  groupsIn,
  leaf,
  MORE_OUTPUTS,
  reportedGroup,
  reportedTypeOf,
  rowsIn,
  typeName,
  typeOf,
} from "./rows";

/** sdk/generated/vpn-tunnel-args.ts: what a program declares. */
export function renderArguments(table: FieldTable): string {
  const fields = declarable(table);
  const groupType = (group: Group): string =>
    [
      docstring([group.doc], ""),
      `export interface ${typeName(group)}Args {`,
      ...rowsIn(fields, group).flatMap((field) => [
        docstring(docLines(field), "  "),
        `  ${leaf(field)}?: pulumi.Input<${typeOf(field)} | undefined>;`,
      ]),
      ...groupsIn(table, group).flatMap((inner) => [
        docstring([inner.doc], "  "),
        `  ${leaf(inner)}?: pulumi.Input<${typeName(inner)}Args | undefined>;`,
      ]),
      "}",
    ].join("\n");
  const own = rowsIn(fields, undefined).flatMap((field) => [
    docstring(docLines(field), "  "),
    `  ${field.path}${field.required ? "" : "?"}: pulumi.Input<${typeOf(field)}${field.required ? "" : " | undefined"}>;`,
  ]);
  const groups = groupsIn(table, undefined).flatMap((group) => [
    docstring([group.doc], "  "),
    `  ${group.path}?: pulumi.Input<${typeName(group)}Args | undefined>;`,
  ]);
  return [
    `// ${GENERATED_NOTICE}`,
    'import type * as pulumi from "@pulumi/pulumi";',
    "",
    table.groups.map(groupType).join("\n\n"),
    "",
    "/** What a program declares of a tunnel. What it leaves out is not managed: never sent and never a difference. */",
    "export interface VpnTunnelArgs {",
    ...own,
    ...groups,
    "}",
    "",
    "/** Declarable properties that are secret whatever the program passes, with the name that each is stored under. */",
    `export const SECRET_INPUTS: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(table.fields.filter((field) => field.secret).map((field) => [field.path, field.storedAs])))};`,
    "",
  ].join("\n");
}

/** sdk/generated/vpn-tunnel-outputs.ts: what a program can read of a tunnel. */
export function renderOutputs(table: FieldTable): string {
  // A secret is an output of its own, which is secret as a whole.
  const shown = table.fields.filter((field) => !field.secret);
  const always = new Set(["vpnConnectionId", "tunnelId", "role", "regionId"]);
  const property = (name: string, type: string, lines: readonly string[]): string =>
    `${docstring(lines, "  ")}\n  readonly ${name}: pulumi.Output<${type}>;`;
  const own = rowsIn(table.fields, undefined).map((field) =>
    property(field.path, `${reportedTypeOf(field)}${always.has(field.path) ? "" : " | undefined"}`, [
      field.doc,
      ...(field.source ? [`Source: ${field.source}.`] : []),
    ]),
  );
  const groups = groupsIn(table, undefined).map((group) =>
    property(group.path, `${typeName(group)} | undefined`, [group.doc]),
  );
  const names = [
    ...table.fields.map((field) => field.path).filter((path) => !path.includes(".")),
    ...groupsIn(table, undefined).map(({ path }) => path),
  ];
  return [
    `// ${GENERATED_NOTICE}`,
    'import type * as pulumi from "@pulumi/pulumi";',
    "",
    table.groups.map((group) => reportedGroup(table, group, shown)).join("\n\n"),
    "",
    "/** Outputs of a tunnel: its effective values, declared or not. */",
    "export interface VpnTunnelOutputs {",
    [...own, ...groups, ...MORE_OUTPUTS.map(({ name, type, doc }) => property(name, type, [doc]))].join("\n\n"),
    "}",
    "",
    "/** The name of every output. */",
    `export const OUTPUT_NAMES: readonly string[] = ${JSON.stringify([...names, ...MORE_OUTPUTS.map(({ name }) => name)])};`,
    "",
  ].join("\n");
}
