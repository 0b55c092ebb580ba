import type { HealthCheck, Peer, SaState, SaStatus, Tag } from "../model/entities";
import type { BgpConfig, DirectValues, IkeConfig, IpsecConfig } from "../model/tunnel-parameters";

/**
 * The content of a topology file, in the API's own names. A connection is written as DescribeVpnConnections answers it,
 * so an answer of the real API can be pasted; what is left out gets the default that the API would give it. Values
 * inside tunnels may be strings, as the API has them, or native.
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

export interface TopologyCustomerGateway extends Omit<Owned, "ConfiguringUntil"> {
  CustomerGatewayId: string;
  IpAddress: string;
  Name?: string;
  Asn?: number;
  /** The device behind it; absent: one that is kept in step with the cloud side. */
  Peer?: Partial<Peer>;
}

type Text<T> = T | string;

/** Values of a block as a topology may have them: any of them may be left out, numbers and booleans may be texts. */
type Given<V> = { [K in keyof V]?: Text<Exclude<V[K], undefined>> };

export interface TopologyLink extends Given<DirectValues> {
  CustomerGatewayId: string;
  InternetIp?: string;
  /** Holds until the next negotiation; absent: what a negotiation with the peer gives. */
  Status?: SaStatus;
  /** In an export: all of the associations. */
  Sa?: Partial<SaState>;
}

export type TopologyIke = Given<IkeConfig>;
export type TopologyIpsec = Given<IpsecConfig>;
export type TopologyBgp = Given<BgpConfig>;

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

/** A plain list, or wrapped as both Describe operations have it. */
export type TopologyTags = TopologyTag[] | { Tag?: TopologyTag[] };

export type TopologyTag = Pick<Tag, "Key"> & Partial<Tag>;

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
  Tags?: TopologyTags;
  /** The same, under the name that DescribeVpnConnections gives it. */
  Tag?: TopologyTags;
  VcoHealthCheck?: Partial<Omit<HealthCheck, "Enable">> & { Enable?: Text<boolean> };
  /** A dual-tunnel connection has it. */
  TunnelOptionsSpecification?: { TunnelOptions?: TopologyTunnel[] };
  /** A single-tunnel connection has the following three. */
  IkeConfig?: TopologyIke;
  IpsecConfig?: TopologyIpsec;
  VpnBgpConfig?: TopologyBgp & { AuthKey?: string };
}
