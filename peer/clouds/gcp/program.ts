/** Google Cloud's end as a Pulumi program: an HA VPN tunnel with its BGP session for each tunnel. */

import type { Lines } from "../../renderer/lines";
import type { DeviceConnection, DeviceTunnel } from "../../renderer/spec";
import { interfaceOf } from "../gateway-interfaces";
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
import { PSEUDO_RANDOM_FUNCTIONS } from "./names";

/** With IKEv1 the ciphers are fixed, and a choice of them is not known to be taken. */
const cipherSuite = ({ algorithms, ike }: DeviceTunnel): Code | undefined =>
  ike.version === "ikev1"
    ? undefined
    : {
        phase1: {
          encryptions: [algorithms.ikeEncryption],
          integrities: [algorithms.ikeIntegrity],
          prves: [PSEUDO_RANDOM_FUNCTIONS[ike.integrity]],
          dhs: [algorithms.ikeGroup],
        },
        phase2: {
          encryptions: [algorithms.espEncryption],
          integrities: [algorithms.espIntegrity],
          pfs: algorithms.espGroup === undefined ? [] : [algorithms.espGroup],
        },
      };

function tunnelLines(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const number = numberOf(tunnel);
  const { name, bgp } = tunnel;
  const after = afterOthers(connection, tunnel);
  const dependsOn = typeof after === "object" && "dependsOn" in after ? after.dependsOn : undefined;
  return [
    tunnelOpening(tunnel),
    "// Google Cloud changes nothing of a tunnel but its labels: a new key replaces it, and two with one name cannot be.",
    resource(
      `peer${number}`,
      "gcp.compute.VPNTunnel",
      name,
      {
        name,
        region: expression("region"),
        vpnGateway: expression("gateway"),
        vpnGatewayInterface: interfaceOf(connection, tunnel),
        peerExternalGateway: expression("site.id"),
        peerExternalGatewayInterface: connection.tunnels.indexOf(tunnel),
        router: expression("router"),
        ikeVersion: tunnel.ike.version === "ikev1" ? 1 : 2,
        cipherSuite: cipherSuite(tunnel),
        sharedSecret: expression(`key${number}`),
      },
      { deleteBeforeReplace: true, dependsOn },
    ),
    bgp !== undefined && [
      resource(`link${number}`, "gcp.compute.RouterInterface", name, {
        name,
        region: expression("region"),
        router: expression("router"),
        vpnTunnel: expression(`peer${number}.name`),
        ipRange: `${bgp.device.address}/30`,
      }),
      resource(`session${number}`, "gcp.compute.RouterPeer", name, {
        name,
        region: expression("region"),
        router: expression("router"),
        interface: expression(`link${number}.name`),
        peerIpAddress: bgp.cloud.address,
        peerAsn: bgp.cloud.asn,
      }),
    ],
    alibabaEnd(connection, tunnel, [`session${number}`]),
  ];
}

export const gcpProgram = (connection: DeviceConnection): Lines => [
  opening(
    "@pulumi/gcp",
    "gcp",
    'const region = config.require("region");',
    "// The HA VPN gateway (its id or link) and the name of the Cloud Router; both stand already.",
    'const gateway = config.require("gateway");',
    'const router = config.require("router");',
    "",
    "// Alibaba Cloud's addresses.",
    resource("site", "gcp.compute.ExternalVpnGateway", connection.name, {
      name: connection.name,
      redundancyType: connection.tunnels.length > 1 ? "TWO_IPS_REDUNDANCY" : "SINGLE_IP_INTERNALLY_REDUNDANT",
      interfaces: connection.tunnels.map(({ cloud }, id) => ({ id, ipAddress: cloud.address })),
    }),
  ),
  inOrder(connection).map((tunnel) => tunnelLines(connection, tunnel)),
  "",
  `export const peers = ${literal(connection.tunnels.map((tunnel) => expression(`peer${numberOf(tunnel)}.detailedStatus`)))};`,
];
