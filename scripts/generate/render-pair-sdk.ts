import type { Field, FieldTable, Group } from "../../provider/core/field";
import {
  COMMON_OUTPUTS,
  KEY_DAYS,
  declarable,
  docLines,
  docstring,
  groupsIn,
  leaf,
  reportedGroup,
  reportedTypeOf,
  rowsIn,
  typeName,
  typeOf,
} from "./rows";

/** The declarations and outputs of VpnTunnelPair. Groups that a VpnTunnel has too are imported from its files. */

const NOTICE = "Generated from provider/resources/vpn-tunnel-pair/table/fields.ts by `npm run generate`; do not edit.";
const OWN = "master";
const isTunnel = ({ path }: { readonly path: string }): boolean => path === OWN || path === "slave";
const isNew = (group: Group): boolean => group.path === OWN || group.path.startsWith("rollout");
const nameOf = (group: Group): string => (isTunnel(group) ? "PairTunnel" : typeName(group));

const property = (name: string, type: string, lines: readonly string[], isRequired = false): readonly string[] => [
  docstring(lines, "  "),
  `  ${name}${isRequired ? "" : "?"}: pulumi.Input<${type}${isRequired ? "" : " | undefined"}>;`,
];

/** Imports of the types that the text names and does not declare. */
const importsOf = (table: FieldTable, suffix: string, from: string): string => {
  const names = new Set(
    table.groups
      .filter((group) => !isNew(group) && !isTunnel(group) && !group.path.includes("."))
      .map((each) => `${nameOf(each)}${suffix}`),
  );
  return `import type { ${[...names].sort().join(", ")} } from "${from}";`;
};

/** sdk/generated/vpn-tunnel-pair-args.ts: the arguments that a program declares. */
export function renderPairArguments(table: FieldTable): string {
  const fields = declarable(table);
  const members = (group: Group | undefined): readonly string[] => [
    ...rowsIn(fields, group).flatMap((field) => property(leaf(field), typeOf(field), docLines(field), field.required)),
    ...groupsIn(table, group).flatMap((inner) => property(leaf(inner), `${nameOf(inner)}Args`, [inner.doc])),
  ];
  const types = table.groups
    .filter(isNew)
    .map((group) =>
      [
        docstring([group.path === OWN ? "What differs on one tunnel of a pair." : group.doc], ""),
        `export interface ${nameOf(group)}Args {`,
        ...members(group),
        "}",
      ].join("\n"),
    );
  const secrets = Object.fromEntries(
    table.fields.filter((field) => field.secret).map((field) => [field.path, field.storedAs]),
  );
  return [
    `// ${NOTICE}`,
    'import type * as pulumi from "@pulumi/pulumi";',
    importsOf(table, "Args", "./vpn-tunnel-args"),
    "",
    types.join("\n\n"),
    "",
    "/** The arguments of a VpnTunnelPair. A property that is left out is not managed: never sent, and never a difference. */",
    "export interface VpnTunnelPairArgs {",
    ...members(undefined),
    "}",
    "",
    "/** Arguments that are secret whatever the program passes, each with the name under which it is stored. */",
    `export const PAIR_SECRET_INPUTS: Readonly<Record<string, string>> = ${JSON.stringify(secrets)};`,
    "",
  ].join("\n");
}

/** The outputs of the connection, beside those of each tunnel. */
const ALWAYS: ReadonlySet<string> = new Set(["vpnConnectionId", "regionId"]);

/**
 * sdk/generated/vpn-tunnel-pair-outputs.ts: the outputs that a program can read.
 * @param tunnel The table of a single tunnel: its reported values stand in `master` and `slave`.
 */
export function renderPairOutputs(pair: FieldTable, tunnel: FieldTable): string {
  const ofThePair = (field: Field): boolean => ["identity", "option"].includes(field.kind) && !field.path.includes(".");
  const shown = tunnel.fields.filter(
    (field) => !field.secret && !["role", "vpnConnectionId", "regionId"].includes(field.path),
  );
  const reported = (name: string, type: string, lines: readonly string[]): string =>
    `${docstring(lines, "  ")}\n  readonly ${name}: pulumi.Output<${type}>;`;
  const own = pair.fields
    .filter(ofThePair)
    .map((field) =>
      reported(field.path, `${reportedTypeOf(field)}${ALWAYS.has(field.path) ? "" : " | undefined"}`, [field.doc]),
    );
  const groups = pair.groups.filter(
    ({ path }) => !path.includes(".") && !isTunnel({ path }) && !path.startsWith("tunnel"),
  );
  const tunnelMembers = [
    ...rowsIn(shown, undefined)
      .filter(({ kind }) => kind !== "option")
      .map(
        (field) =>
          `${docstring([field.doc], "  ")}\n  readonly ${field.path}${field.path === "tunnelId" ? "" : "?"}: ${reportedTypeOf(field)};`,
      ),
    ...groupsIn(tunnel, undefined)
      .filter(({ path }) => path.startsWith("tunnel"))
      .map((group) => `${docstring([group.doc], "  ")}\n  readonly ${group.path}?: ${typeName(group)};`),
    ...KEY_DAYS.map(({ name, doc }) => `${docstring([doc], "  ")}\n  readonly ${name}?: string;`),
  ];
  const more = COMMON_OUTPUTS.map(({ name, type, doc }) => reported(name, type, [doc]));
  const keys = ["master", "slave"].map((role) =>
    reported(`${role}PreSharedKey`, "string | undefined", [
      `The pre-shared key in force on the ${role}; absent where nobody knows it. Always secret.`,
    ]),
  );
  const names = [
    ...pair.fields.filter(ofThePair).map(({ path }) => path),
    ...groups.map(({ path }) => path),
    "master",
    "slave",
    "masterPreSharedKey",
    "slavePreSharedKey",
    ...COMMON_OUTPUTS.map(({ name }) => name),
  ];
  const imported = pair.groups.filter((group) => !isNew(group) && !isTunnel(group));
  const importedNames = new Set(imported.map((group) => typeName(group)).filter((name) => name !== "PskFrom"));
  return [
    `// ${NOTICE}`,
    'import type * as pulumi from "@pulumi/pulumi";',
    `import type { ${[...importedNames].sort().join(", ")} } from "./vpn-tunnel-outputs";`,
    "",
    pair.groups
      .filter(({ path }) => path.startsWith("rollout"))
      .map((group) => reportedGroup(pair, group, pair.fields))
      .join("\n\n"),
    "",
    "/** One tunnel of a pair: the values in force, declared or not. */",
    "export interface PairTunnel {",
    tunnelMembers.join("\n"),
    "}",
    "",
    "/** The outputs of a VpnTunnelPair. */",
    "export interface VpnTunnelPairOutputs {",
    [
      ...own,
      ...groups.map((group) => reported(group.path, `${nameOf(group)} | undefined`, [group.doc])),
      reported("master", "PairTunnel", ["The tunnel with the role `master`."]),
      reported("slave", "PairTunnel", ["The tunnel with the role `slave`."]),
      ...keys,
      ...more,
    ].join("\n\n"),
    "}",
    "",
    "/** The names of all outputs. */",
    `export const PAIR_OUTPUT_NAMES: readonly string[] = ${JSON.stringify(names)};`,
    "",
  ].join("\n");
}
