/** Azure's end as a Pulumi program: a local network gateway and a connection for each tunnel. */

import type { Lines } from "../../renderer/lines";
import type { DeviceConnection, DeviceTunnel } from "../../renderer/spec";
import {
  afterOthers,
  alibabaEnd,
  expression,
  inOrder,
  numberOf,
  opening,
  resource,
  tunnelOpening,
} from "../program-text";
import { customAddresses, policyOf, settingsOf } from "./connection";

function tunnelLines(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const number = numberOf(tunnel);
  const { bgp, name } = tunnel;
  return [
    tunnelOpening(tunnel),
    resource(`site${number}`, "azure.network.LocalNetworkGateway", name, {
      resourceGroupName: expression("resourceGroupName"),
      gatewayIpAddress: tunnel.cloud.address,
      ...(bgp === undefined
        ? { localNetworkAddressSpace: { addressPrefixes: tunnel.routes } }
        : { bgpSettings: { asn: bgp.cloud.asn, bgpPeeringAddress: bgp.cloud.address } }),
    }),
    resource(
      `peer${number}`,
      "azure.network.VirtualNetworkGatewayConnection",
      name,
      {
        resourceGroupName: expression("resourceGroupName"),
        virtualNetworkGateway1: { id: expression("gatewayId") },
        localNetworkGateway2: { id: expression(`site${number}.id`) },
        ...settingsOf(tunnel),
        gatewayCustomBgpIpAddresses:
          bgp === undefined
            ? undefined
            : customAddresses(connection, tunnel).map((custom) => ({
                ipConfigurationId: expression(`ipConfigurationId(${custom.interface})`),
                customBgpIpAddress: custom.address,
              })),
        ipsecPolicies: [policyOf(tunnel)],
        sharedKey: expression(`key${number}`),
      },
      afterOthers(connection, tunnel),
    ),
    alibabaEnd(connection, tunnel, [`peer${number}`]),
  ];
}

export const azureProgram = (connection: DeviceConnection): Lines => [
  opening(
    "@pulumi/azure-native",
    "azure",
    'const resourceGroupName = config.require("resourceGroup");',
    "// The VPN gateway stands, with its addresses and, for BGP, with its AS number and APIPA addresses.",
    "const gateway = azure.network.getVirtualNetworkGatewayOutput({",
    "  resourceGroupName,",
    '  virtualNetworkGatewayName: config.require("gateway"),',
    "});",
    'const gatewayId = gateway.apply(({ id }) => id ?? "");',
    connection.bgp !== undefined && [
      "const ipConfigurationId = (at: number) =>",
      '  gateway.apply(({ ipConfigurations }) => ipConfigurations?.[at]?.id ?? "");',
    ],
  ),
  inOrder(connection).map((tunnel) => tunnelLines(connection, tunnel)),
];
