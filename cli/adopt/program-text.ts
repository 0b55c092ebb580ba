import type { Nested } from "../../provider/core/property-tree";
import type { Declaration } from "./declaration";
import { comment, literal } from "./source-text";

/** The beginning of every program that adopt writes. A file without it belongs to the user. */
export const HEADER = "// Written by `pulumi-alicloud-vpn adopt`";

/** The configuration value that holds all keys by the name of the resource. */
export const KEYS_SETTING = "tunnelKeys";

/** A declaration with the name of its resource. */
export interface NamedDeclaration extends Declaration {
  readonly name: string;
}

/** The program that declares the tunnels. It holds no key; it may read keys from the stack's configuration. */
export function programText(
  declarations: readonly NamedDeclaration[],
  options: { readonly region: string; readonly withKeys: boolean },
): string {
  const isKeyed = options.withKeys && declarations.some(({ key }) => key !== undefined);
  return [
    `${HEADER}: tunnels as they are.`,
    comment("Region:", options.region),
    '// onAdopt "verify" keeps the first `pulumi up` from changing anything; take it away once it is done.',
    "// Running adopt again writes this file anew: names stay, edits do not.",
    ...(isKeyed ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import { VpnTunnel } from "pulumi-alicloud-vpn";',
    ...(isKeyed ? ["", KEYS_CODE] : []),
    ...declarations.map((each, index) => {
      const isFirst = declarations[index - 1]?.vpnConnectionId !== each.vpnConnectionId;
      const { connectionName, vpnConnectionId } = each;
      const title = comment("Connection", `${connectionName} (${vpnConnectionId})`);
      return `${isFirst ? `\n${title}\n` : ""}${tunnelText(each, options.withKeys)}`;
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

function tunnelText(declaration: NamedDeclaration, withKeys: boolean): string {
  const { name, vpnConnectionId, tunnelId, role, settings, key } = declaration;
  const lines = [
    `vpnConnectionId: ${literal(vpnConnectionId)},`,
    // The role is `master` or `slave`; adopt leaves out any other text of the service.
    `tunnelId: ${literal(tunnelId)},${role === undefined ? "" : ` // ${role}`}`,
    'onAdopt: "verify",',
    ...settingLines(withKeys && key !== undefined ? withKey(settings) : settings, `keyOf(${literal(name)})`),
  ];
  const remarks = declaration.refused.map((reason) => `${comment("Left undeclared:", reason)}\n`);
  return `${remarks.join("")}new VpnTunnel(${literal(name)}, {\n${lines.map((line) => `  ${line}\n`).join("")}});`;
}

/** A placeholder of the key. The key itself never gets into the text. */
const KEY = Symbol("key").toString();

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
