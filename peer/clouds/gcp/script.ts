/** Google Cloud's end with Google Cloud's command-line tool. */

import type { Lines } from "../../renderer/lines";
import type { DeviceConnection, DeviceTunnel } from "../../renderer/spec";
import { interfaceOf } from "../gateway-interfaces";
import { inOrder } from "../program-text";
import { command, fileWith, scriptOpening } from "../script-text";
import { PSEUDO_RANDOM_FUNCTIONS } from "./names";

function tunnelLines(connection: DeviceConnection, tunnel: DeviceTunnel): Lines {
  const { name, algorithms, ike, bgp } = tunnel;
  const ciphers =
    ike.version === "ikev1"
      ? {}
      : {
          "phase1-encryption": algorithms.ikeEncryption,
          "phase1-integrity": algorithms.ikeIntegrity,
          "phase1-prf": PSEUDO_RANDOM_FUNCTIONS[ike.integrity],
          "phase1-dh": algorithms.ikeGroup,
          "phase2-encryption": algorithms.espEncryption,
          "phase2-integrity": algorithms.espIntegrity,
          "phase2-pfs": algorithms.espGroup,
        };
  return [
    "",
    `# ${name}`,
    fileWith({ "--shared-secret": tunnel.key }),
    command(`gcloud compute vpn-tunnels create ${name}`, {
      region: '"$REGION"',
      "vpn-gateway": '"$GATEWAY"',
      interface: String(interfaceOf(connection, tunnel)),
      "peer-external-gateway": connection.name,
      "peer-external-gateway-interface": String(connection.tunnels.indexOf(tunnel)),
      router: '"$ROUTER"',
      "ike-version": ike.version === "ikev1" ? "1" : "2",
      ...ciphers,
      "flags-file": '"$file"',
    }),
    bgp !== undefined && [
      command('gcloud compute routers add-interface "$ROUTER"', {
        region: '"$REGION"',
        "interface-name": name,
        "vpn-tunnel": name,
        "ip-address": bgp.device.address,
        "mask-length": "30",
      }),
      command('gcloud compute routers add-bgp-peer "$ROUTER"', {
        region: '"$REGION"',
        "peer-name": name,
        interface: name,
        "peer-ip-address": bgp.cloud.address,
        "peer-asn": String(bgp.cloud.asn),
      }),
    ],
  ];
}

export const gcpScript = (connection: DeviceConnection): Lines => [
  scriptOpening({
    REGION: "the region of the HA VPN gateway",
    GATEWAY: "the name of the HA VPN gateway",
    ROUTER: "the name of the Cloud Router",
  }),
  command(`gcloud compute external-vpn-gateways create ${connection.name}`, {
    interfaces: connection.tunnels.map(({ cloud }, id) => `${id}=${cloud.address}`).join(","),
  }),
  inOrder(connection).map((tunnel) => tunnelLines(connection, tunnel)),
];
