import type { Simulator, Topology, TopologyTunnel } from "../../../simulator";

/** The connection of the pages: one device, reached by both tunnels. */

const DEVICE = "cgw-bp1pvvm1x7d3z00001";

interface Values {
  readonly ike: NonNullable<TopologyTunnel["TunnelIkeConfig"]>;
  readonly ipsec: NonNullable<TopologyTunnel["TunnelIpsecConfig"]>;
  /** Asks for BGP with this AS number of the device. */
  readonly peerAsn?: number;
}

export const STRONG: Values = {
  ike: { IkeVersion: "ikev2", IkeEncAlg: "aes256", IkeAuthAlg: "sha256", IkePfs: "group14" },
  ipsec: { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14" },
};

/** The values that the console gave a connection for years. */
export const WEAK: Values = {
  ike: { IkeVersion: "ikev1", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group2" },
  ipsec: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" },
};

export const OLD_KEYS = { masterKey: "Old-key-of-office-master", slaveKey: "Old-key-of-office-slave" };

export function office({ ike, ipsec, peerAsn }: Values): Topology {
  const tunnel = (TunnelId: string, Psk: string, cidr: number): TopologyTunnel => ({
    TunnelId,
    CustomerGatewayId: DEVICE,
    TunnelIkeConfig: { ...ike, Psk },
    TunnelIpsecConfig: ipsec,
    ...(peerAsn === undefined
      ? {}
      : {
          TunnelBgpConfig: { TunnelCidr: `169.254.${cidr}.0/30`, LocalBgpIp: `169.254.${cidr}.1`, LocalAsn: 65530 },
        }),
  });
  const TunnelOptions = [
    tunnel("tun-gbyz2e070xzo93", OLD_KEYS.masterKey, 10),
    tunnel("tun-gbyf5c4v7u8b1q", OLD_KEYS.slaveKey, 11),
  ];
  return {
    RegionId: "cn-hangzhou",
    VpnGateways: [
      {
        VpnGatewayId: "vpn-bp1q8bgx4xnkm00001",
        InternetIp: "47.98.10.1",
        DisasterRecoveryInternetIp: "47.98.20.1",
      },
    ],
    CustomerGateways: [
      { CustomerGatewayId: DEVICE, IpAddress: "203.0.113.10", ...(peerAsn === undefined ? {} : { Asn: peerAsn }) },
    ],
    VpnConnections: [
      {
        VpnConnectionId: "vco-bp1bbi27hojx80nck",
        Name: "office",
        VpnGatewayId: "vpn-bp1q8bgx4xnkm00001",
        LocalSubnet: peerAsn === undefined ? "10.1.0.0/16" : "0.0.0.0/0",
        RemoteSubnet: peerAsn === undefined ? "192.168.0.0/20" : "0.0.0.0/0",
        EffectImmediately: true,
        TunnelOptionsSpecification: { TunnelOptions },
      },
    ],
  };
}

/** What the device's engineer does, by the names that the pages give it. */
export const DEVICE_EVENTS: Readonly<Record<string, (sim: Simulator) => void>> = {
  "the device keeps its values": (sim) => sim.changePeer(DEVICE, { Mirror: false }),
  "the device gets the new values": (sim) => sim.changePeer(DEVICE, { Mirror: true }),
  "the partner breaks the slave": (sim) =>
    sim.changePeer(DEVICE, { Tunnels: { "tun-gbyf5c4v7u8b1q": { Psk: "a-mistyped-key" } } }),
  "the partner mends the slave": (sim) => sim.changePeer(DEVICE, { Tunnels: {} }),
};
