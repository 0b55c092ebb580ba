import { formatIpv4, parseIpv4 } from "../ipv4";
import type { Topology, TopologyConnection, TopologyCustomerGateway, TopologyTunnel } from "./topology";

export interface GenerateSize {
  readonly gateways: number;
  readonly connections: number;
}

/** 198.18.0.0/15 is reserved for benchmarks and holds two devices for each of these. */
export const MOST_CONNECTIONS = 60_000;
const DEVICES = parseIpv4("198.18.0.0") ?? 0;
const CLOUD = parseIpv4("192.0.2.0") ?? 0;
/** 169.254.8.0 is the first tunnel block after the reserved ones; one gateway has at most 8192 tunnels with BGP. */
const TUNNEL_BLOCKS = parseIpv4("169.254.8.0") ?? 0;
const MOST_BLOCKS = 10_000;

const digits = (n: number) => String(n).padStart(16, "0");

/**
 * A topology of any size, the same each time: dual-tunnel connections, spread over the gateways, two devices for each.
 */
export function generateTopology({ gateways, connections }: GenerateSize): Topology {
  const customerGateways: TopologyCustomerGateway[] = [];
  const vpnConnections: TopologyConnection[] = [];
  for (let n = 1; n <= connections; n++) {
    const gateway = ((n - 1) % gateways) + 1;
    const onGateway = Math.floor((n - 1) / gateways);
    const tunnels: TopologyTunnel[] = [0, 1].map((index) => {
      const device = 2 * n - 1 + index;
      const id = `cgw-gen${digits(device)}`;
      customerGateways.push({
        CustomerGatewayId: id,
        Name: `site-${n}-${index + 1}`,
        IpAddress: formatIpv4(DEVICES + device),
        Asn: 65000,
      });
      return generateTunnel(`tun-gen${digits(device)}`, id, n, 2 * onGateway + index);
    });
    vpnConnections.push({
      VpnConnectionId: `vco-gen${digits(n)}`,
      Name: `site-${n}`,
      VpnGatewayId: `vpn-gen${digits(gateway)}`,
      LocalSubnet: "10.0.0.0/16",
      RemoteSubnet: `10.${1 + (n % 250)}.0.0/16`,
      EffectImmediately: true,
      CreateTime: 1_700_000_000_000 + n * 1000,
      Tags: [{ Key: "environment", Value: n % 3 === 0 ? "staging" : "production" }],
      TunnelOptionsSpecification: { TunnelOptions: tunnels },
    });
  }
  return {
    RegionId: "cn-hangzhou",
    VpnGateways: Array.from({ length: gateways }, (_, index) => ({
      VpnGatewayId: `vpn-gen${digits(index + 1)}`,
      Name: `gateway-${index + 1}`,
      InternetIp: formatIpv4(CLOUD + ((2 * index) % 250) + 1),
      DisasterRecoveryInternetIp: formatIpv4(CLOUD + ((2 * index) % 250) + 2),
    })),
    CustomerGateways: customerGateways,
    VpnConnections: vpnConnections,
  };
}

/** Every fourth connection has weak algorithms, every second one BGP, as far as there are tunnel blocks. */
function generateTunnel(id: string, customerGatewayId: string, n: number, block: number): TopologyTunnel {
  const weak = n % 4 === 0;
  const bgp = n % 2 === 1 && block < MOST_BLOCKS;
  return {
    TunnelId: id,
    CustomerGatewayId: customerGatewayId,
    TunnelIkeConfig: {
      IkeVersion: weak ? "ikev1" : "ikev2",
      IkeEncAlg: weak ? "aes" : "aes256",
      IkeAuthAlg: weak ? "sha1" : "sha256",
      IkePfs: weak ? "group2" : "group14",
      Psk: `Generated-key-of-site-${n}`,
    },
    TunnelIpsecConfig: weak
      ? { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" }
      : { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14" },
    ...(bgp ? { TunnelBgpConfig: { TunnelCidr: `${formatIpv4(TUNNEL_BLOCKS + 4 * block)}/30`, LocalAsn: 65530 } } : {}),
  };
}
