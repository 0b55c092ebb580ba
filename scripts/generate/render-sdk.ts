import { fieldsOf, type FieldTable, type Group } from "../../provider/core/field";
import {
  declarable,
  docLines,
  docstring,
  GENERATED_NOTICE,
  groupsIn,
  leaf,
  reportedTypeOf,
  rowsIn,
  typeName,
  typeOf,
} from "./rows";

/** Outputs that the program sees beside the rows of the table. */
const EXTRA_OUTPUTS = [
  {
    name: "preSharedKey",
    type: "string | undefined",
    doc: "The pre-shared key in force, declared or not; absent where the API withholds or masks it and none is declared. Always secret.",
  },
  {
    name: "pskProof",
    type: "{ readonly salt: string; readonly declared: string; readonly live: string } | undefined",
    doc: "Salted HMACs of the key that `tunnelIkeConfig.pskFrom` names and of the one in force; they tell whether either changed. Always secret.",
  },
  {
    name: "restorePoint",
    type: "Record<string, { readonly found?: string | number | boolean; readonly left?: string | number | boolean }> | undefined",
    doc: 'The settings that this resource changed on its tunnel, each with the value found and the value left, for `onDestroy: "restore"`. Always secret.',
  },
  {
    name: "unconfirmed",
    type: "number | undefined",
    doc: "Where the tunnel was up, was changed, and has not been seen up since: when that was, in milliseconds since 1970. The connection's other tunnel waits for it.",
  },
  { name: "declared", type: "string[]", doc: "The properties that the program declares, and so manages." },
  { name: "stateVersion", type: "number", doc: "Version of the shape in which this resource is stored." },
] as const;

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
    "/** Declarable properties that are secret whatever the program passes. */",
    `export const SECRET_PATHS = ${JSON.stringify(table.fields.filter((field) => field.secret).map((field) => field.path))} as const;`,
    "",
  ].join("\n");
}

/** sdk/generated/vpn-tunnel-outputs.ts: what a program can read of a tunnel. */
export function renderOutputs(table: FieldTable): string {
  const secret = (path: string): boolean => table.fields.some((field) => field.path === path && field.secret);
  const groupType = (group: Group): string =>
    [
      docstring([group.doc], ""),
      `export interface ${typeName(group)} {`,
      ...rowsIn(table.fields, group).flatMap((field) => [
        docstring(secret(field.path) ? [`${field.doc} Present where it is declared.`] : [field.doc], "  "),
        `  readonly ${leaf(field)}?: ${reportedTypeOf(field)};`,
      ]),
      ...groupsIn(table, group).flatMap((inner) => [
        docstring([inner.doc], "  "),
        `  readonly ${leaf(inner)}?: ${typeName(inner)};`,
      ]),
      "}",
    ].join("\n");
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
  const extra = EXTRA_OUTPUTS.map((output) => property(output.name, output.type, [output.doc]));
  const names = [
    ...fieldsOf(table, "identity", "setting", "option", "output")
      .filter((field) => !field.path.includes("."))
      .map((field) => field.path),
    ...groupsIn(table, undefined).map((group) => group.path),
    ...EXTRA_OUTPUTS.map((output) => output.name),
  ];
  return [
    `// ${GENERATED_NOTICE}`,
    'import type * as pulumi from "@pulumi/pulumi";',
    "",
    table.groups.map(groupType).join("\n\n"),
    "",
    "/** Outputs of a tunnel: its effective values, declared or not. */",
    "export interface VpnTunnelOutputs {",
    [...own, ...groups, ...extra].join("\n\n"),
    "}",
    "",
    "/** All outputs by name: the constructor has to mention each of them. */",
    `export const OUTPUT_NAMES = ${JSON.stringify(names)} as const;`,
    "",
  ].join("\n");
}
