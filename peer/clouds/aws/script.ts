/** AWS's end with AWS's command-line tool. */

import type { Lines } from "../../renderer/lines";
import type { DeviceConnection, DeviceTunnel } from "../../renderer/spec";
import { inOrder } from "../program-text";
import { command, fileWith, quoted, scriptOpening } from "../script-text";
import { asnOf, gatewayWords, LARGEST_PLAIN_ASN } from "./program";

function tunnelOptions({ algorithms, ike, esp, bgp, dpd, key }: DeviceTunnel): object {
  const isVersion2 = ike.version === "ikev2";
  const values = (...list: readonly (string | number)[]): object => list.map((Value) => ({ Value }));
  return {
    ...(bgp === undefined ? {} : { TunnelInsideCidr: bgp.tunnelCidr }),
    PreSharedKey: key,
    IKEVersions: values(ike.version),
    Phase1EncryptionAlgorithms: values(algorithms.ikeEncryption),
    Phase1IntegrityAlgorithms: values(algorithms.ikeIntegrity),
    Phase1DHGroupNumbers: values(Number(algorithms.ikeGroup)),
    Phase1LifetimeSeconds: ike.lifetime,
    Phase2EncryptionAlgorithms: values(algorithms.espEncryption),
    Phase2IntegrityAlgorithms: values(algorithms.espIntegrity),
    ...(algorithms.espGroup === undefined ? {} : { Phase2DHGroupNumbers: values(Number(algorithms.espGroup)) }),
    Phase2LifetimeSeconds: esp.lifetime,
    StartupAction: isVersion2 ? "start" : "add",
    DPDTimeoutAction: dpd && isVersion2 ? "restart" : "clear",
    DPDTimeoutSeconds: 30,
  };
}

function tunnelLines(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const asn = asnOf(tunnel);
  const tags = (resource: string): string => quoted(`ResourceType=${resource},Tags=[{Key=Name,Value=${tunnel.name}}]`);
  const options = tunnelOptions(tunnel);
  return [
    "",
    `# ${tunnel.name}`,
    "customer_gateway=$(",
    command("  aws ec2 create-customer-gateway", {
      type: "ipsec.1",
      "ip-address": tunnel.cloud.address,
      [asn > LARGEST_PLAIN_ASN ? "bgp-asn-extended" : "bgp-asn"]: String(asn),
      "tag-specifications": tags("customer-gateway"),
      query: "CustomerGateway.CustomerGatewayId",
      output: "text",
    }),
    ")",
    fileWith({
      Type: "ipsec.1",
      Options: {
        StaticRoutesOnly: tunnel.bgp === undefined,
        LocalIpv4NetworkCidr: connection.cloudSubnets[0],
        RemoteIpv4NetworkCidr: connection.deviceSubnets[0],
        // Without BGP, nothing tells the two AWS tunnels apart in the answer: both get the same, and either will do.
        TunnelOptions: [options, tunnel.bgp === undefined ? options : {}],
      },
    }),
    "vpn_connection=$(",
    command(
      "  aws ec2 create-vpn-connection",
      {
        "cli-input-json": '"file://$file"',
        "customer-gateway-id": '"$customer_gateway"',
        "tag-specifications": tags("vpn-connection"),
        query: "VpnConnection.VpnConnectionId",
        output: "text",
      },
      ['"$target" "$AWS_GATEWAY"'],
    ),
    ")",
    'aws ec2 wait vpn-connection-available --vpn-connection-ids "$vpn_connection"',
    tunnel.routes.map((block) =>
      command("aws ec2 create-vpn-connection-route", {
        "vpn-connection-id": '"$vpn_connection"',
        "destination-cidr-block": block,
      }),
    ),
    `echo "${tunnel.name}: the customer gateway on Alibaba Cloud needs this address:"`,
    command("aws ec2 describe-vpn-connections", {
      "vpn-connection-ids": '"$vpn_connection"',
      query: quoted(
        tunnel.bgp === undefined
          ? "VpnConnections[0].Options.TunnelOptions[0].OutsideIpAddress"
          : `VpnConnections[0].Options.TunnelOptions[?TunnelInsideCidr=='${tunnel.bgp.tunnelCidr}'].OutsideIpAddress`,
      ),
      output: "text",
    }),
  ];
}

export const awsScript = (connection: DeviceConnection): Lines => [
  scriptOpening({ AWS_GATEWAY: gatewayWords(connection) }),
  "case $AWS_GATEWAY in tgw-*) target=--transit-gateway-id ;; *) target=--vpn-gateway-id ;; esac",
  inOrder(connection).map((tunnel) => tunnelLines(connection, tunnel)),
];
