import { FUNCTION_NAMES } from "../../provider/adapters/plugin/functions";
import { PACKAGE } from "../../provider/adapters/plugin/settings";
import type { Field, FieldTable, Group } from "../../provider/core/field";
import { functionSchemas, functionTypes } from "./plugin-functions";
import { settingProperties } from "./plugin-settings";
import type { Schema } from "./schema";
import { declarable, docLines, groupsIn, KEY_DAYS, leaf, MORE_OUTPUTS, rowsIn, typeName } from "./rows";

/** provider/adapters/plugin/schema.json: what programs in every language see of the plugin. */

const refTo = (name: string): Schema => ({ $ref: `#/types/${PACKAGE}:index:${name}` });

/** The name of a group's type. The two tunnels of a pair share one; `State` ends the name for reported values. */
const nameOf = (group: Group, suffix: string): string =>
  `${["master", "slave"].includes(group.path) ? "PairTunnel" : typeName(group)}${suffix}`;

/** A value that a program declares. */
function declaredProperty(field: Field): Schema {
  return {
    type: field.rule.type,
    description: docLines(field).join("\n"),
    ...(field.secret === undefined ? {} : { secret: true }),
    ...(field.kind === "identity" ? { willReplaceOnChanges: true } : {}),
  };
}

/** A value that is reported. */
const reportedProperty = (field: Field): Schema => ({
  type: field.rule.type,
  description: [field.doc, ...(field.source ? [`Source: ${field.source}.`] : [])].join("\n"),
});

/** The properties in one group, or at the top. */
function propertiesOf(
  table: FieldTable,
  group: Group | undefined,
  fields: readonly Field[],
  { property, suffix }: { readonly property: (field: Field) => Schema; readonly suffix: string },
): Schema {
  return {
    ...Object.fromEntries(rowsIn(fields, group).map((field) => [leaf(field), property(field)])),
    ...Object.fromEntries(
      groupsIn(table, group)
        .filter((inner) => fields.some(({ path }) => path.startsWith(`${inner.path}.`)))
        .map((inner) => [leaf(inner), { ...refTo(nameOf(inner, suffix)), description: inner.doc }]),
    ),
  };
}

const docOf = (group: Group): string =>
  nameOf(group, "") === "PairTunnel" ? "What differs on one tunnel of the pair." : group.doc;

const DECLARED = { property: declaredProperty, suffix: "" };
const REPORTED = { property: reportedProperty, suffix: "State" };

/** The types of a table's groups, as they are declared and as they are reported. */
function typesOf(table: FieldTable): Schema {
  const inputs = declarable(table);
  const outputs = table.fields.filter(({ secret }) => !secret);
  const kinds = [
    [inputs, DECLARED],
    [outputs, REPORTED],
  ] as const;
  return Object.fromEntries(
    table.groups.flatMap((group) =>
      kinds.map(([fields, kind]) => [
        `${PACKAGE}:index:${nameOf(group, kind.suffix)}`,
        { type: "object", description: docOf(group), properties: propertiesOf(table, group, fields, kind) },
      ]),
    ),
  );
}

const moreOutputs = (names: readonly string[]): Schema =>
  Object.fromEntries(
    MORE_OUTPUTS.filter(({ name }) => names.includes(name)).map(({ name, type, doc }) => [
      name,
      {
        ...(type === "string[]" ? { type: "array", items: { type: "string" } } : { type: "string" }),
        description: doc,
        ...(name === "preSharedKey" ? { secret: true } : {}),
      },
    ]),
  );

const ALWAYS = ["vpnConnectionId", "regionId", "connectionName", "localSubnets", "remoteSubnets", "managed"];

function tunnelResource(table: FieldTable): Schema {
  const outputs = table.fields.filter(({ secret }) => !secret);
  const names = MORE_OUTPUTS.map(({ name }) => name);
  return {
    description:
      "One tunnel of an existing IPsec-VPN connection. Creating it adopts the live tunnel: it changes the settings that differ from the declaration, leaves undeclared ones alone, and reports them all. Destroying it leaves the tunnel as it is, or restores what it changed (`onDestroy`).",
    inputProperties: propertiesOf(table, undefined, declarable(table), DECLARED),
    requiredInputs: ["vpnConnectionId"],
    properties: { ...propertiesOf(table, undefined, outputs, REPORTED), ...moreOutputs(names) },
    required: [...ALWAYS, "tunnelId", "role"],
  };
}

function pairResource(table: FieldTable, tunnelTable: FieldTable): Schema {
  const settings = new Set(
    tunnelTable.fields.filter(({ kind }) => kind === "setting").map(({ path }) => path.split(".")[0]),
  );
  // What is in force stands with each tunnel.
  const shared = table.fields.filter(({ path, secret }) => !secret && !settings.has(path.split(".")[0]));
  const key = (role: string): Schema => ({
    type: "string",
    description: `The pre-shared key in force on the ${role}; absent where nobody knows it.`,
    secret: true,
  });
  return {
    description:
      "Both tunnels of an existing dual-tunnel IPsec-VPN connection, changed one after the other, so that the connection goes on carrying traffic. Creating it adopts the live tunnels, and destroying it leaves them as they are, or restores what it changed (`onDestroy`).",
    inputProperties: propertiesOf(table, undefined, declarable(table), DECLARED),
    requiredInputs: ["vpnConnectionId"],
    properties: {
      ...propertiesOf(table, undefined, shared, REPORTED),
      ...moreOutputs(["connectionName", "vpnGatewayId", "localSubnets", "remoteSubnets", "managed"]),
      masterPreSharedKey: key("master"),
      slavePreSharedKey: key("slave"),
    },
    required: [...ALWAYS, "master", "slave"],
  };
}

/** A tunnel of a pair, as it is reported: all that a tunnel reports, with its id. */
function pairTunnelState(tunnelTable: FieldTable): Schema {
  const outputs = tunnelTable.fields.filter(
    ({ kind, path, secret }) => !secret && (kind === "setting" || kind === "output" || path === "tunnelId"),
  );
  return {
    type: "object",
    description: "A tunnel of the pair: the values in force, declared or not.",
    properties: {
      ...propertiesOf(tunnelTable, undefined, outputs, REPORTED),
      ...moreOutputs(KEY_DAYS.map(({ name }) => name)),
    },
  };
}

/** The schema, as JSON text. */
export function renderSchema(
  tunnelTable: FieldTable,
  pairTable: FieldTable,
  manifest: { readonly version: string; readonly license: string },
): string {
  const functions = functionSchemas(refTo);
  const missing = FUNCTION_NAMES.filter((name) => !(`${PACKAGE}:index:${name}` in functions));
  if (missing.length > 0) throw new Error(`functions without a schema: ${missing.join(", ")}`);
  const schema = {
    name: PACKAGE,
    version: manifest.version,
    displayName: "Alibaba Cloud IPsec-VPN",
    description: "Alibaba Cloud IPsec-VPN tunnels as code: declare, preview, apply.",
    keywords: ["pulumi", "alicloud", "alibaba-cloud", "vpn", "ipsec", "category/network", "kind/native"],
    license: manifest.license,
    publisher: "pulumi-alicloud-vpn",
    config: { variables: settingProperties },
    provider: {
      description: "The account, the region and the care of changes. Resources may name another account or region.",
      inputProperties: settingProperties,
    },
    types: {
      ...typesOf(tunnelTable),
      ...typesOf(pairTable),
      // The same groups as a tunnel has; a pair's own rows say what differs.
      ...typesOf(tunnelTable),
      [`${PACKAGE}:index:PairTunnelState`]: pairTunnelState(tunnelTable),
      ...functionTypes(refTo, propertiesOf(tunnelTable, undefined, liveRows(tunnelTable), REPORTED)),
    },
    resources: {
      [`${PACKAGE}:index:VpnTunnel`]: tunnelResource(tunnelTable),
      [`${PACKAGE}:index:VpnTunnelPair`]: pairResource(pairTable, tunnelTable),
    },
    functions,
    language: {
      nodejs: { packageName: "@pulumi-alicloud-vpn/sdk", respectSchemaVersion: true },
      python: { packageName: "pulumi_alicloud_vpn", respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { importBasePath: "pulumi-alicloud-vpn/sdk/go/alicloudvpn", respectSchemaVersion: true },
      csharp: { namespaces: { [PACKAGE]: "AlicloudVpn" }, respectSchemaVersion: true },
      java: { basePackage: "com.pulumi", buildFiles: "gradle" },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** What a look-up reports of a tunnel. */
const liveRows = (table: FieldTable): readonly Field[] =>
  table.fields.filter(
    ({ kind, path, secret }) =>
      !secret && (kind === "setting" || kind === "output" || ["tunnelId", "role"].includes(path)),
  );
