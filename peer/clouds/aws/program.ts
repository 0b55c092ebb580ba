/** AWS's end as a Pulumi program: one VPN connection for each tunnel, of which the first AWS tunnel is used. */

import type { Lines } from "../../renderer/lines";
import type { DeviceConnection, DeviceTunnel } from "../../renderer/spec";
import {
  afterOthers,
  alibabaEnd,
  expression,
  inOrder,
  literal,
  numberOf,
  opening,
  resource,
  tunnelOpening,
  type Code,
} from "../program-text";

/** AS numbers above this one have a property of their own. */
export const LARGEST_PLAIN_ASN = 2_147_483_647;
/** The AS number of a customer gateway without BGP; AWS wants one all the same. */
const DEFAULT_ASN = 65_000;

export const asnOf = ({ bgp }: DeviceTunnel): number => bgp?.cloud.asn ?? DEFAULT_ASN;

/** The gateway that AWS's end belongs to. A transit gateway has its static routes in a table of its own. */
export const gatewayWords = ({ bgp }: DeviceConnection): string =>
  bgp === undefined
    ? "the virtual private gateway (vgw-...) of the VPC"
    : "the virtual private gateway (vgw-...) or transit gateway (tgw-...) of the VPC";

function peer(connection: DeviceConnection, tunnel: DeviceTunnel): string {
  const { algorithms, ike, esp, bgp, dpd } = tunnel;
  const number = numberOf(tunnel);
  const isVersion2 = ike.version === "ikev2";
  const group = algorithms.espGroup;
  const args: Record<string, Code | undefined> = {
    type: "ipsec.1",
    customerGatewayId: expression(`gateway${number}.id`),
    staticRoutesOnly: bgp === undefined,
    localIpv4NetworkCidr: connection.cloudSubnets[0],
    remoteIpv4NetworkCidr: connection.deviceSubnets[0],
    tunnel1InsideCidr: bgp?.tunnelCidr,
    tunnel1PresharedKey: expression(`key${number}`),
    tunnel1IkeVersions: [ike.version],
    tunnel1Phase1EncryptionAlgorithms: [algorithms.ikeEncryption],
    tunnel1Phase1IntegrityAlgorithms: [algorithms.ikeIntegrity],
    tunnel1Phase1DhGroupNumbers: [Number(algorithms.ikeGroup)],
    tunnel1Phase1LifetimeSeconds: ike.lifetime,
    tunnel1Phase2EncryptionAlgorithms: [algorithms.espEncryption],
    tunnel1Phase2IntegrityAlgorithms: [algorithms.espIntegrity],
    tunnel1Phase2DhGroupNumbers: group === undefined ? undefined : [Number(group)],
    tunnel1Phase2LifetimeSeconds: esp.lifetime,
    // With IKEv1, AWS cannot begin; then it ends a dead session, and Alibaba Cloud begins anew.
    tunnel1StartupAction: isVersion2 ? "start" : "add",
    tunnel1DpdTimeoutAction: dpd && isVersion2 ? "restart" : "clear",
    tunnel1DpdTimeoutSeconds: 30,
    tags: { Name: tunnel.name },
  };
  const spread = literal(args).replace(/^\{\n/, "{\n  ...target,\n");
  const options = afterOthers(connection, tunnel);
  return `const peer${number} = new aws.ec2.VpnConnection(${JSON.stringify(tunnel.name)}, ${spread}${
    options === undefined ? "" : `, ${literal(options)}`
  });`;
}

function tunnelLines(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const number = numberOf(tunnel);
  const asn = asnOf(tunnel);
  const routes = tunnel.routes.map((block, index) =>
    resource(`route${number}x${index + 1}`, "aws.ec2.VpnConnectionRoute", `${tunnel.name}-${index + 1}`, {
      vpnConnectionId: expression(`peer${number}.id`),
      destinationCidrBlock: block,
    }),
  );
  return [
    tunnelOpening(tunnel),
    resource(`gateway${number}`, "aws.ec2.CustomerGateway", tunnel.name, {
      type: "ipsec.1",
      ipAddress: tunnel.cloud.address,
      ...(asn > LARGEST_PLAIN_ASN ? { bgpAsnExtended: String(asn) } : { bgpAsn: String(asn) }),
      tags: { Name: tunnel.name },
    }),
    peer(connection, tunnel),
    routes.map((route) => route.replace(/^const \w+ = /, "")),
    alibabaEnd(connection, tunnel, [`peer${number}`], expression("waitFor")),
  ];
}

export const awsProgram = (connection: DeviceConnection): Lines => [
  opening(
    "@pulumi/aws",
    "aws",
    `// ${gatewayWords(connection)}.`,
    connection.bgp === undefined
      ? 'const target = { vpnGatewayId: config.require("gateway") };'
      : [
          'const target = config.require("gateway").startsWith("tgw-")',
          '  ? { transitGatewayId: config.require("gateway") }',
          '  : { vpnGatewayId: config.require("gateway") };',
        ],
    "// AWS names its addresses only when its end exists, and the customer gateways of Alibaba Cloud need them. With",
    "// `firstUp`, nothing waits for the tunnels; take it away when the customer gateways have the addresses below.",
    'const waitFor = config.getBoolean("firstUp") === true ? "settled" : "established";',
  ),
  inOrder(connection).map((tunnel) => tunnelLines(connection, tunnel)),
  "",
  "/** AWS's address of each tunnel, for its customer gateway on Alibaba Cloud. */",
  `export const addresses = ${literal(
    Object.fromEntries(
      connection.tunnels.map((tunnel) => [
        JSON.stringify(tunnel.name),
        expression(`peer${numberOf(tunnel)}.tunnel1Address`),
      ]),
    ),
  )};`,
];
