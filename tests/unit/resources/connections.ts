import type { ConnectionWire, TunnelWire } from "../../../provider/api/wire";

/**
 * Connections as the API shows them, with numbers and booleans as text, which is how DescribeVpnConnections gives them.
 */

export const CONNECTION = "vco-bp1office";
export const GATEWAY = "vpn-bp1gateway";
export const MASTER = "tun-master";
export const SLAVE = "tun-slave";
export const LIVE_KEY = "l1veKeyOfTunnel";

export function tunnelWire(changes: Partial<TunnelWire> = {}): TunnelWire {
  return {
    TunnelId: MASTER,
    Role: "master",
    State: "active",
    Status: "ipsec_sa_established",
    ZoneNo: "cn-hangzhou-h",
    InternetIp: "203.0.113.1",
    CustomerGatewayId: "cgw-peer",
    EnableDpd: "true",
    EnableNatTraversal: "True",
    RemoteCaCertificate: "",
    TunnelIkeConfig: {
      IkeVersion: "ikev2",
      IkeMode: "main",
      IkeEncAlg: "aes",
      IkeAuthAlg: "sha1",
      IkePfs: "group2",
      IkeLifetime: "86400",
      LocalId: "203.0.113.1",
      RemoteId: "198.51.100.9",
      Psk: LIVE_KEY,
    },
    TunnelIpsecConfig: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2", IpsecLifetime: "86400" },
    TunnelBgpConfig: {
      EnableBgp: "true",
      LocalAsn: "45104",
      LocalBgpIp: "169.254.11.1",
      TunnelCidr: "169.254.11.0/30",
      PeerAsn: "65531",
      PeerBgpIp: "169.254.11.2",
      BgpStatus: "success",
    },
    ...changes,
  };
}

/** The settings of that tunnel, as this package names them; BGP without what the peer reports. */
export const SETTINGS = {
  customerGatewayId: "cgw-peer",
  enableDpd: true,
  enableNatTraversal: true,
  tunnelIkeConfig: {
    ikeVersion: "ikev2",
    ikeMode: "main",
    ikeEncAlg: "aes",
    ikeAuthAlg: "sha1",
    ikePfs: "group2",
    ikeLifetime: 86_400,
    localId: "203.0.113.1",
    remoteId: "198.51.100.9",
  },
  tunnelIpsecConfig: { ipsecEncAlg: "aes", ipsecAuthAlg: "sha1", ipsecPfs: "group2", ipsecLifetime: 86_400 },
  tunnelBgpConfig: { localAsn: 45_104, localBgpIp: "169.254.11.1", tunnelCidr: "169.254.11.0/30" },
} as const;

export function slaveWire(changes: Partial<TunnelWire> = {}): TunnelWire {
  return tunnelWire({ TunnelId: SLAVE, Role: "slave", InternetIp: "203.0.113.2", ...changes });
}

/** A dual-tunnel connection; the slave comes first, as the API promises no order. */
export function connectionWire(changes: Partial<ConnectionWire> = {}): ConnectionWire {
  return {
    VpnConnectionId: CONNECTION,
    VpnGatewayId: GATEWAY,
    Name: "office",
    State: "active",
    EnableTunnelsBgp: true,
    LocalSubnet: "10.1.0.0/16,10.0.0.0/16",
    RemoteSubnet: "192.168.1.0/24",
    Tags: [],
    TunnelOptionsSpecification: [slaveWire(), tunnelWire()],
    ...changes,
  };
}

/** What the API shows of a key: in clear, masked, or nothing at all. */
export function withKey(tunnel: TunnelWire, key: string | undefined): TunnelWire {
  const { Psk: _, ...rest } = tunnel.TunnelIkeConfig ?? {};
  return { ...tunnel, TunnelIkeConfig: key === undefined ? rest : { ...rest, Psk: key } };
}
