import type { SaState, SaStatus, Tag, Peer } from "../model/entities";

/**
 * What a topology file holds, in the API's own names. A connection is written as DescribeVpnConnections answers it, so an
 * answer of the real API can be pasted; what is left out gets the default that the API would give it. Values inside tunnels
 * may be strings, as the API has them, or native.
 */
export interface Topology {
  /** For everything that does not name its own; `cn-hangzhou`. */
  RegionId?: string;
  AccountId?: string;
  VpnGateways?: TopologyGateway[];
  CustomerGateways?: TopologyCustomerGateway[];
  VpnConnections?: TopologyConnection[];
}

interface Owned {
  /** In an export: when the change that is being configured is done. */
  ConfiguringUntil?: number;
  RegionId?: string;
  AccountId?: string;
}

export interface TopologyGateway extends Owned {
  VpnGatewayId: string;
  Name?: string;
  InternetIp?: string;
  DisasterRecoveryInternetIp?: string;
  FinancialLocked?: boolean;
  RouteEntries?: { RouteDest: string; NextHop?: string }[];
}

export interface TopologyCustomerGateway extends Owned {
  CustomerGatewayId: string;
  IpAddress: string;
  Name?: string;
  Asn?: number;
  /** The device behind it; absent: one that is kept in step with the cloud side. */
  Peer?: Partial<Peer>;
}

type Text<T> = T | string;

export interface TopologyLink {
  CustomerGatewayId: string;
  InternetIp?: string;
  EnableDpd?: Text<boolean>;
  EnableNatTraversal?: Text<boolean>;
  RemoteCaCertificate?: string;
  /** Holds until the next negotiation; absent: what a negotiation with the peer gives. */
  Status?: SaStatus;
  /** In an export: all of the associations. */
  Sa?: SaState;
}

export interface TopologyIke {
  IkeVersion?: string;
  IkeMode?: string;
  IkeEncAlg?: string;
  IkeAuthAlg?: string;
  IkePfs?: string;
  IkeLifetime?: Text<number>;
  LocalId?: string;
  RemoteId?: string;
  Psk?: string;
}

export interface TopologyIpsec {
  IpsecEncAlg?: string;
  IpsecAuthAlg?: string;
  IpsecPfs?: string;
  IpsecLifetime?: Text<number>;
}

export interface TopologyBgp {
  TunnelCidr: string;
  LocalBgpIp?: string;
  LocalAsn?: Text<number>;
}

export interface TopologyTunnel extends TopologyLink, Pick<Owned, "ConfiguringUntil"> {
  TunnelId: string;
  Role?: "master" | "slave";
  TunnelIndex?: number;
  ZoneNo?: string;
  TunnelIkeConfig?: TopologyIke;
  TunnelIpsecConfig?: TopologyIpsec;
  /** Absent: BGP is not enabled. */
  TunnelBgpConfig?: TopologyBgp;
}

export interface TopologyConnection extends Owned, Partial<TopologyLink> {
  VpnConnectionId: string;
  Name?: string;
  VpnGatewayId?: string;
  AttachType?: "VPNGW" | "CEN" | "NO_ASSOCIATED";
  AttachInstanceId?: string;
  TransitRouterId?: string;
  TransitRouterName?: string;
  NetworkType?: "public" | "private";
  Spec?: string;
  TunnelBandwidth?: string;
  ZoneNo?: string;
  CrossAccountAuthorized?: boolean;
  LocalSubnet?: string;
  RemoteSubnet?: string;
  CreateTime?: number;
  EffectImmediately?: boolean;
  ResourceGroupId?: string;
  FinancialLocked?: boolean;
  /** Is there always traffic? (true) */
  Traffic?: boolean;
  Tags?: Tag[] | { Tag: Tag[] };
  VcoHealthCheck?: {
    Enable?: Text<boolean>;
    Sip?: string;
    Dip?: string;
    Interval?: number;
    Retry?: number;
    Policy?: string;
  };
  /** Of a dual-tunnel connection. */
  TunnelOptionsSpecification?: { TunnelOptions: TopologyTunnel[] };
  /** The following three of a single-tunnel connection. */
  IkeConfig?: TopologyIke;
  IpsecConfig?: TopologyIpsec;
  VpnBgpConfig?: TopologyBgp & { AuthKey?: string };
}
