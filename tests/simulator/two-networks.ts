import type { Topology, TopologyConnection } from "../../simulator";
import type { TopologyIke } from "../../simulator/topology/topology";

/**
 * Two networks of one office over IKEv1, which takes one network a connection: two connections between the same two
 * gateways, with the key and IKE values that all four tunnels have. Nobody uses the second customer gateway.
 */

export const OFFICE = "vco-office";
export const OFFICE_MASTER = "tun-office-master";
export const OFFICE_SLAVE = "tun-office-slave";
export const LAB = "vco-lab";
export const LAB_MASTER = "tun-lab-master";
export const LAB_SLAVE = "tun-lab-slave";
export const SHARED_GATEWAY = "vpn-shared";
export const SHARED_DEVICE = "cgw-office";
export const SECOND_DEVICE = "cgw-office-second";
export const OLD_KEY = "Old-key-of-all-tunnels";
export const NEW_KEY = "New-key-of-all-tunnels";

const ike: TopologyIke = {
  IkeVersion: "ikev1",
  IkeEncAlg: "aes256",
  IkeAuthAlg: "sha256",
  IkePfs: "group14",
  Psk: OLD_KEY,
};

const connection = (id: string, remoteSubnet: string, tunnels: readonly string[]): TopologyConnection => ({
  VpnConnectionId: id,
  Name: id.replace("vco-", ""),
  VpnGatewayId: SHARED_GATEWAY,
  LocalSubnet: "10.1.0.0/16",
  RemoteSubnet: remoteSubnet,
  EffectImmediately: true,
  TunnelOptionsSpecification: {
    TunnelOptions: tunnels.map((TunnelId) => ({
      TunnelId,
      CustomerGatewayId: SHARED_DEVICE,
      TunnelIkeConfig: ike,
    })),
  },
});

export const twoNetworks: Topology = {
  RegionId: "cn-hangzhou",
  VpnGateways: [{ VpnGatewayId: SHARED_GATEWAY, InternetIp: "192.0.2.11", DisasterRecoveryInternetIp: "192.0.2.12" }],
  CustomerGateways: [
    { CustomerGatewayId: SHARED_DEVICE, IpAddress: "198.51.100.1" },
    { CustomerGatewayId: SECOND_DEVICE, IpAddress: "198.51.100.2" },
  ],
  VpnConnections: [
    connection(OFFICE, "192.168.1.0/24", [OFFICE_MASTER, OFFICE_SLAVE]),
    connection(LAB, "192.168.2.0/24", [LAB_MASTER, LAB_SLAVE]),
  ],
};
