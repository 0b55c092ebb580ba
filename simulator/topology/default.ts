import type { Topology, TopologyIke, TopologyIpsec } from "./topology";

const strongIke: TopologyIke = {
  IkeVersion: "ikev2",
  IkeEncAlg: "aes256",
  IkeAuthAlg: "sha256",
  IkePfs: "group14",
};

const strongIpsec: TopologyIpsec = { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14" };

/** The values that the console gave a connection for years: something to improve. */
const weakIke: TopologyIke = { IkeVersion: "ikev1", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group2" };
const weakIpsec: TopologyIpsec = { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" };

const cgw = (n: number) => `cgw-sim000000000000000${n}`;
const vco = (n: number) => `vco-sim000000000000000${n}`;
const vpn = (n: number) => `vpn-sim000000000000000${n}`;
/** Tunnel 1 of connection 2 is tun-sim0000000000000021. */
const tun = (connection: number, tunnel: number) => `tun-sim00000000000000${connection}${tunnel}`;

/**
 * Two VPN gateways with three dual-tunnel connections and a single-tunnel one, and a dual-tunnel connection that is
 * attached to a transit router. Public addresses are those reserved for documentation.
 */
export const defaultTopology: Topology = {
  RegionId: "cn-hangzhou",
  VpnGateways: [
    {
      VpnGatewayId: vpn(1),
      Name: "hangzhou-a",
      InternetIp: "192.0.2.11",
      DisasterRecoveryInternetIp: "192.0.2.12",
      RouteEntries: [
        { RouteDest: "10.20.0.0/16", NextHop: vco(2) },
        { RouteDest: "169.254.99.0/30", NextHop: vco(2) },
        { RouteDest: "169.254.100.0/24", NextHop: vco(2) },
      ],
    },
    { VpnGatewayId: vpn(2), Name: "hangzhou-b", InternetIp: "192.0.2.21", DisasterRecoveryInternetIp: "192.0.2.22" },
  ],
  CustomerGateways: [
    { CustomerGatewayId: cgw(1), Name: "headquarters-a", IpAddress: "198.51.100.1", Asn: 65001 },
    { CustomerGatewayId: cgw(2), Name: "headquarters-b", IpAddress: "198.51.100.2", Asn: 65001 },
    { CustomerGatewayId: cgw(3), Name: "branch", IpAddress: "203.0.113.3", Asn: 65003 },
    { CustomerGatewayId: cgw(4), Name: "datacenter-a", IpAddress: "203.0.113.4", Asn: 65004 },
    { CustomerGatewayId: cgw(5), Name: "datacenter-b", IpAddress: "203.0.113.5", Asn: 65004 },
    { CustomerGatewayId: cgw(6), Name: "transit", IpAddress: "203.0.113.6", Asn: 65006 },
    { CustomerGatewayId: cgw(7), Name: "warehouse", IpAddress: "203.0.113.7", Asn: 65007 },
    { CustomerGatewayId: cgw(8), Name: "spare", IpAddress: "203.0.113.8", Asn: 65008 },
  ],
  VpnConnections: [
    {
      VpnConnectionId: vco(1),
      Name: "headquarters",
      VpnGatewayId: vpn(1),
      LocalSubnet: "0.0.0.0/0",
      RemoteSubnet: "0.0.0.0/0",
      EffectImmediately: true,
      CreateTime: 1_700_000_001_000,
      Tags: [
        { Key: "environment", Value: "production" },
        { Key: "site", Value: "headquarters" },
      ],
      TunnelOptionsSpecification: {
        TunnelOptions: [
          {
            TunnelId: tun(1, 1),
            CustomerGatewayId: cgw(1),
            TunnelIkeConfig: { ...strongIke, Psk: "Headquarters-tunnel-1-key" },
            TunnelIpsecConfig: strongIpsec,
            TunnelBgpConfig: { TunnelCidr: "169.254.10.0/30", LocalBgpIp: "169.254.10.1", LocalAsn: 65530 },
          },
          {
            TunnelId: tun(1, 2),
            CustomerGatewayId: cgw(2),
            TunnelIkeConfig: { ...strongIke, Psk: "Headquarters-tunnel-2-key" },
            TunnelIpsecConfig: strongIpsec,
            TunnelBgpConfig: { TunnelCidr: "169.254.11.0/30", LocalBgpIp: "169.254.11.1", LocalAsn: 65530 },
          },
        ],
      },
    },
    {
      VpnConnectionId: vco(2),
      Name: "branch",
      VpnGatewayId: vpn(1),
      LocalSubnet: "10.1.0.0/16",
      RemoteSubnet: "10.20.0.0/16",
      EffectImmediately: true,
      CreateTime: 1_700_000_002_000,
      Tags: [
        { Key: "environment", Value: "production" },
        { Key: "site", Value: "branch" },
      ],
      TunnelOptionsSpecification: {
        TunnelOptions: [
          {
            TunnelId: tun(2, 1),
            CustomerGatewayId: cgw(3),
            TunnelIkeConfig: { ...weakIke, Psk: "Branch-shared-key" },
            TunnelIpsecConfig: weakIpsec,
          },
          {
            TunnelId: tun(2, 2),
            CustomerGatewayId: cgw(3),
            TunnelIkeConfig: { ...weakIke, Psk: "Branch-shared-key" },
            TunnelIpsecConfig: weakIpsec,
          },
        ],
      },
    },
    {
      VpnConnectionId: vco(3),
      Name: "datacenter",
      VpnGatewayId: vpn(2),
      LocalSubnet: "10.1.0.0/16,10.2.0.0/16",
      RemoteSubnet: "10.30.0.0/16,10.31.0.0/16",
      EffectImmediately: true,
      CreateTime: 1_700_000_003_000,
      Tags: [{ Key: "environment", Value: "staging" }],
      TunnelOptionsSpecification: {
        TunnelOptions: [
          {
            TunnelId: tun(3, 1),
            CustomerGatewayId: cgw(4),
            TunnelIkeConfig: { ...strongIke, Psk: "Datacenter-tunnel-1-key" },
            TunnelIpsecConfig: strongIpsec,
          },
          {
            TunnelId: tun(3, 2),
            CustomerGatewayId: cgw(5),
            TunnelIkeConfig: { ...strongIke, Psk: "Datacenter-tunnel-2-key" },
            TunnelIpsecConfig: { ...strongIpsec, IpsecPfs: "disabled" },
          },
        ],
      },
    },
    {
      VpnConnectionId: vco(4),
      Name: "transit",
      AttachType: "CEN",
      AttachInstanceId: "cen-sim0000000000000001",
      TransitRouterId: "tr-sim00000000000000001",
      TransitRouterName: "backbone",
      Spec: "1000M",
      LocalSubnet: "0.0.0.0/0",
      RemoteSubnet: "0.0.0.0/0",
      EffectImmediately: true,
      CreateTime: 1_700_000_004_000,
      ResourceGroupId: "rg-sim0000000000002",
      TunnelOptionsSpecification: {
        TunnelOptions: [
          {
            TunnelId: tun(4, 1),
            CustomerGatewayId: cgw(6),
            InternetIp: "192.0.2.41",
            TunnelIkeConfig: { ...strongIke, Psk: "Transit-tunnel-1-key" },
            TunnelIpsecConfig: strongIpsec,
            TunnelBgpConfig: { TunnelCidr: "169.254.40.0/30", LocalBgpIp: "169.254.40.1", LocalAsn: 65534 },
          },
          {
            TunnelId: tun(4, 2),
            CustomerGatewayId: cgw(6),
            InternetIp: "192.0.2.42",
            TunnelIkeConfig: { ...strongIke, Psk: "Transit-tunnel-2-key" },
            TunnelIpsecConfig: strongIpsec,
            TunnelBgpConfig: { TunnelCidr: "169.254.41.0/30", LocalBgpIp: "169.254.41.1", LocalAsn: 65534 },
          },
        ],
      },
    },
    {
      VpnConnectionId: vco(5),
      Name: "warehouse",
      VpnGatewayId: vpn(2),
      LocalSubnet: "10.1.0.0/16",
      RemoteSubnet: "10.50.0.0/16",
      CreateTime: 1_700_000_005_000,
      CustomerGatewayId: cgw(7),
      IkeConfig: { ...weakIke, Psk: "Warehouse-shared-key" },
      IpsecConfig: weakIpsec,
      VcoHealthCheck: {
        Enable: true,
        Sip: "10.1.0.10",
        Dip: "10.50.0.10",
        Interval: 3,
        Retry: 3,
        Policy: "revoke_route",
      },
    },
  ],
};
