/** Azure's end with Azure's command-line tool. Its command for a connection lacks settings, so a request makes one. */

import type { Lines } from "../../renderer/lines";
import type { DeviceConnection, DeviceTunnel } from "../../renderer/spec";
import { inOrder } from "../program-text";
import { command, fileWith, scriptOpening, variable } from "../script-text";
import { customAddresses, policyOf, settingsOf } from "./connection";

/** The version of the network API that @pulumi/azure-native 3.28.0 uses as well. */
const API_VERSION = "2024-05-01";

function tunnelLines(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const { name, bgp } = tunnel;
  return [
    "",
    `# ${name}`,
    command("az network local-gateway create", {
      "resource-group": '"$RESOURCE_GROUP"',
      name,
      "gateway-ip-address": tunnel.cloud.address,
      ...(bgp === undefined
        ? { "local-address-prefixes": tunnel.routes.join(" ") }
        : { asn: String(bgp.cloud.asn), "bgp-peering-address": bgp.cloud.address }),
    }),
    fileWith({
      location: variable("location"),
      properties: {
        virtualNetworkGateway1: { id: variable("gateway_id") },
        localNetworkGateway2: { id: `${variable("network")}/localNetworkGateways/${name}` },
        ...settingsOf(tunnel),
        ...(bgp === undefined
          ? {}
          : {
              gatewayCustomBgpIpAddresses: customAddresses(connection, tunnel).map((custom) => ({
                ipConfigurationId: variable(`ip_configuration_${custom.interface}`),
                customBgpIpAddress: custom.address,
              })),
            }),
        ipsecPolicies: [policyOf(tunnel)],
        sharedKey: tunnel.key,
      },
    }),
    command("az rest", {
      method: "put",
      url: `"https://management.azure.com$network/connections/${name}?api-version=${API_VERSION}"`,
      body: '"@$file"',
      output: "none",
    }),
    command("az network vpn-connection wait", { "resource-group": '"$RESOURCE_GROUP"', name }, ["--created"]),
  ];
}

const gatewayQuery = (variableName: string, query: string): Lines => [
  `${variableName}=$(`,
  command("  az network vnet-gateway show", {
    "resource-group": '"$RESOURCE_GROUP"',
    name: '"$GATEWAY"',
    query,
    output: "tsv",
  }),
  ")",
];

export function azureScript(connection: DeviceConnection): Lines {
  const interfaces = connection.tunnels.flatMap((tunnel) =>
    tunnel.bgp === undefined ? [] : customAddresses(connection, tunnel).map((custom) => custom.interface),
  );
  return [
    scriptOpening({
      RESOURCE_GROUP: "the resource group of the VPN gateway",
      GATEWAY: "the name of the VPN gateway",
    }),
    gatewayQuery("gateway_id", "id"),
    gatewayQuery("location", "location"),
    [...new Set(interfaces)].map((at) => gatewayQuery(`ip_configuration_${at}`, `'ipConfigurations[${at}].id'`)),
    "network=${gateway_id%/virtualNetworkGateways/*}",
    inOrder(connection).map((tunnel) => tunnelLines(connection, tunnel)),
  ];
}
