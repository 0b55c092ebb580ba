/** Text of the programs: object literals, and the part of Alibaba Cloud that all of them share. */

import type { DeviceConnection, DeviceTunnel } from "../renderer/spec";
import type { Lines } from "../renderer/lines";
import { harmless } from "../renderer/tunnel-line";

/** An expression of the program, such as the name of a variable. */
export interface Expression {
  readonly expression: string;
}

export const expression = (text: string): Expression => ({ expression: text });

/** A value in a program. Undefined properties are left out. */
export type Code =
  | string
  | number
  | boolean
  | Expression
  | readonly Code[]
  | { readonly [name: string]: Code | undefined };

const isExpression = (code: object): code is Expression => "expression" in code && typeof code.expression === "string";

const WIDTH = 100;

/** The value as TypeScript writes it, for a line that is indented by `indent`. */
export function literal(code: Code, indent = ""): string {
  if (typeof code !== "object") return JSON.stringify(code);
  if (isExpression(code)) return code.expression;
  const inner = `${indent}  `;
  if (Array.isArray(code)) {
    const items = code.map((item: Code) => literal(item, inner));
    const line = `[${items.join(", ")}]`;
    return isShort(line, indent) ? line : `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  const entries = Object.entries(code).flatMap(([name, value]) =>
    value === undefined ? [] : [value === undefined ? "" : property(name, literal(value, inner))],
  );
  const line = `{ ${entries.join(", ")} }`;
  return isShort(line, indent) ? line : `{\n${entries.map((entry) => `${inner}${entry},\n`).join("")}${indent}}`;
}

const isShort = (line: string, indent: string): boolean =>
  !line.includes("\n") && indent.length + line.length <= WIDTH - 20;

const property = (name: string, value: string): string => (name === value ? name : `${name}: ${value}`);

/** `const name = new type("resource", args, options);` */
export function resource(name: string, type: string, resourceName: string, args: Code, options?: Code): string {
  const last = options === undefined ? "" : `, ${literal(options)}`;
  return `const ${name} = new ${type}(${JSON.stringify(resourceName)}, ${literal(args)}${last});`;
}

/** The end of a tunnel's variables: `2` for `ali-t2`. */
export const numberOf = ({ name }: DeviceTunnel): string => name.slice(name.lastIndexOf("-t") + 2);

/** The order of a roll-out: the master last, so that it carries traffic while the other one changes. */
export const inOrder = ({ tunnels }: DeviceConnection): readonly DeviceTunnel[] => [
  ...tunnels.filter(({ role }) => role !== "master"),
  ...tunnels.filter(({ role }) => role === "master"),
];

/** What depends on what: an end of a tunnel waits for all that stands before it in the order. */
export const afterOthers = (connection: DeviceConnection, tunnel: DeviceTunnel): Code | undefined => {
  const before = inOrder(connection);
  const previous = before[before.indexOf(tunnel) - 1];
  return previous === undefined ? undefined : { dependsOn: [expression(`tunnel${numberOf(previous)}`)] };
};

/** The first lines of every program. */
export const opening = (cloudPackage: string, alias: string, ...lines: readonly Lines[]): Lines => [
  "",
  `import * as ${alias} from ${JSON.stringify(cloudPackage)};`,
  'import * as pulumi from "@pulumi/pulumi";',
  'import { VpnTunnel } from "pulumi-alicloud-vpn";',
  "",
  "const config = new pulumi.Config();",
  ...lines,
];

/** A comment and the key of a tunnel. */
export const tunnelOpening = (tunnel: DeviceTunnel): Lines => [
  "",
  `// ${tunnel.name}: ${harmless(tunnel.id)}${tunnel.role === undefined || tunnel.role === "" ? "" : ` (${harmless(tunnel.role)})`}.`,
  `const key${numberOf(tunnel)} = config.requireSecret("key${numberOf(tunnel)}");`,
];

/** Alibaba Cloud's end of a tunnel, after the other cloud's end and after the tunnel before it. */
export function alibabaEnd(
  connection: DeviceConnection,
  tunnel: DeviceTunnel,
  after: readonly string[],
  waitFor: Code = "established",
): Lines {
  const { ike, esp, bgp } = tunnel;
  const number = numberOf(tunnel);
  return resource(
    `tunnel${number}`,
    "VpnTunnel",
    tunnel.name,
    {
      vpnConnectionId: connection.connectionId,
      tunnelId: tunnel.id,
      customerGatewayId: expression(`config.get("customerGateway${number}")`),
      tunnelIkeConfig: {
        ikeVersion: ike.version,
        ikeMode: ike.version === "ikev1" ? ike.mode : undefined,
        ikeEncAlg: ike.encryption,
        ikeAuthAlg: ike.integrity,
        ikePfs: ike.group,
        ikeLifetime: ike.lifetime,
        psk: expression(`key${number}`),
      },
      tunnelIpsecConfig: {
        ipsecEncAlg: esp.encryption,
        ipsecAuthAlg: esp.integrity,
        ipsecPfs: esp.pfs,
        ipsecLifetime: esp.lifetime,
      },
      tunnelBgpConfig:
        bgp === undefined
          ? undefined
          : { localAsn: bgp.cloud.asn, localBgpIp: bgp.cloud.address, tunnelCidr: bgp.tunnelCidr },
      enableDpd: tunnel.dpd,
      enableNatTraversal: tunnel.natTraversal,
      waitFor,
    },
    { dependsOn: after.map(expression) },
  ).split("\n");
}
