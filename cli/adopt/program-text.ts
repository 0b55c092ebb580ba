import type { Nested } from "../../provider/core/property-tree";
import type { Declaration } from "./declaration";
import type { PairDeclaration, PairSide } from "./pair";
import { comment, literal } from "./source-text";

/** The beginning of every program that adopt writes. A file without it belongs to the user. */
export const HEADER = "// Written by `pulumi-alicloud-vpn adopt`";

/** The configuration value that holds all keys by the name of the resource. */
export const KEYS_SETTING = "tunnelKeys";

/** A declaration with the name of its resource. */
export type NamedTunnel = Declaration & { readonly name: string };
export type NamedPair = PairDeclaration & { readonly name: string };
export type NamedDeclaration = NamedTunnel | NamedPair;

export const isPair = (each: NamedDeclaration): each is NamedPair => "shared" in each;

/** Names of the two keys of a pair. No resource has such a name. */
export const keyNamesOf = ({ name }: NamedPair): readonly [master: string, slave: string] => [
  `${name}/master`,
  `${name}/slave`,
];

/** The keys that the service discloses, by the names under which the program reads them; undefined: withheld. */
export function keysOf(each: NamedDeclaration): readonly (readonly [name: string, key: string | undefined])[] {
  if (!isPair(each)) return [[each.name, each.key]];
  const [master, slave] = keyNamesOf(each);
  return [
    [master, each.master.key],
    [slave, each.slave.key],
  ];
}

/** The program that declares the tunnels. It holds no key; it may read keys from the stack's configuration. */
export function programText(
  declarations: readonly NamedDeclaration[],
  options: { readonly region: string; readonly withKeys: boolean },
): string {
  const isKeyed = options.withKeys && declarations.flatMap(keysOf).some(([, key]) => key !== undefined);
  const classes = [
    ...(declarations.every(isPair) && declarations.length > 0 ? [] : ["VpnTunnel"]),
    ...(declarations.some(isPair) ? ["VpnTunnelPair"] : []),
  ];
  return [
    `${HEADER}: tunnels as they are.`,
    comment("Region:", options.region),
    '// onAdopt "verify" keeps the first `pulumi up` from changing anything; take it away once it is done.',
    "// Running adopt again writes this file anew: names stay, edits do not.",
    ...(isKeyed ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    `import { ${classes.join(", ")} } from "pulumi-alicloud-vpn";`,
    ...(isKeyed ? ["", KEYS_CODE] : []),
    ...declarations.map((each, index) => {
      const isFirst = declarations[index - 1]?.vpnConnectionId !== each.vpnConnectionId;
      const { connectionName, vpnConnectionId } = each;
      const title = comment("Connection", `${connectionName} (${vpnConnectionId})`);
      const text = isPair(each) ? pairText(each, options.withKeys) : tunnelText(each, options.withKeys);
      return `${isFirst ? `\n${title}\n` : ""}${text}`;
    }),
    "",
  ].join("\n");
}

const KEYS_CODE = [
  `const keys = new pulumi.Config().requireSecretObject<Record<string, string>>(${literal(KEYS_SETTING)});`,
  "const keyOf = (tunnel: string): pulumi.Output<string> =>",
  "  keys.apply((all) => {",
  "    const key = all[tunnel];",
  "    if (key === undefined) throw new pulumi.RunError(`" +
    `${KEYS_SETTING} of the stack's configuration has no key for ` +
    "${tunnel}`);",
  "    return key;",
  "  });",
].join("\n");

function tunnelText(declaration: NamedTunnel, withKeys: boolean): string {
  const { name, vpnConnectionId, tunnelId, role, settings, key, refused } = declaration;
  return resourceText("VpnTunnel", name, refused, [
    `vpnConnectionId: ${literal(vpnConnectionId)},`,
    // The role is `master` or `slave`; adopt leaves out any other text of the service.
    `tunnelId: ${literal(tunnelId)},${role === undefined ? "" : ` // ${role}`}`,
    'onAdopt: "verify",',
    ...keyedLines(settings, withKeys && key !== undefined ? name : undefined),
  ]);
}

function pairText(pair: NamedPair, withKeys: boolean): string {
  const { name, vpnConnectionId, shared, master, slave } = pair;
  const [masterKey, slaveKey] = keyNamesOf(pair);
  const group = (role: "master" | "slave", { own, key }: PairSide, keyName: string): readonly string[] => {
    const lines = keyedLines(own, withKeys && key !== undefined ? keyName : undefined);
    return lines.length === 0 ? [] : [`${role}: {`, ...lines.map((line) => `  ${line}`), "},"];
  };
  const refused = [
    ...master.refused.map((reason) => `master: ${reason}`),
    ...slave.refused.map((reason) => `slave: ${reason}`),
  ];
  return resourceText("VpnTunnelPair", name, refused, [
    `vpnConnectionId: ${literal(vpnConnectionId)},`,
    'onAdopt: "verify",',
    ...settingLines(shared, ""),
    ...group("master", master, masterKey),
    ...group("slave", slave, slaveKey),
  ]);
}

function resourceText(className: string, name: string, refused: readonly string[], lines: readonly string[]): string {
  const remarks = refused.map((reason) => `${comment("Left undeclared:", reason)}\n`);
  return `${remarks.join("")}new ${className}(${literal(name)}, {\n${lines.map((line) => `  ${line}\n`).join("")}});`;
}

/** A placeholder of the key. The key itself never gets into the text. */
const KEY = Symbol("key").toString();

/** The settings, with the key under its name; undefined: the key is not declared. */
function keyedLines(settings: Nested, keyName: string | undefined): readonly string[] {
  if (keyName === undefined) return settingLines(settings, "");
  return settingLines(withKey(settings), `keyOf(${literal(keyName)})`);
}

function withKey(settings: Nested): Nested {
  const ike = settings["tunnelIkeConfig"];
  return { ...settings, tunnelIkeConfig: { ...(typeof ike === "object" ? ike : {}), psk: KEY } };
}

function settingLines(settings: Nested, keyCode: string): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (typeof value === "object")
      return [`${name}: {`, ...settingLines(value, keyCode).map((line) => `  ${line}`), "},"];
    return [`${name}: ${value === KEY && name === "psk" ? keyCode : literal(value)},`];
  });
}
