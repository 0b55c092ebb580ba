import type { DiagnosisCode } from "./diagnosis-table";
import type { BgpConfig, DirectValues, IkeConfig, IpsecConfig } from "./tunnel-parameters";

/** The stored state, in the API's own names. Values are native here; the answers decide how they are written. */

export const saStatuses = [
  "ike_sa_not_established",
  "ike_sa_established",
  "ipsec_sa_not_established",
  "ipsec_sa_established",
] as const;

export type SaStatus = (typeof saStatuses)[number];

/** Why the two sides do not come together, and what each of them has. Never a key. */
export interface Finding {
  readonly code: DiagnosisCode;
  readonly phase: 1 | 2;
  readonly local?: string;
  readonly remote?: string;
  /** The tunnel comes up; the finding is only a warning. */
  readonly warning?: true;
  /** It shows only when the IPsec SA is renewed. */
  readonly atRekey?: true;
  /** The line that a real daemon wrote about it. */
  readonly log?: string;
}

/** The security associations of a link. */
export interface SaState {
  Status: SaStatus;
  /** When they came to be as they are. */
  at: number;
  /** Why they are not up, or what is odd although they are. */
  finding?: Finding;
  /** When the negotiation that is under way ends. */
  dueAt?: number;
  /** The next negotiation starts with the first packet after this. */
  waitsForTrafficFrom?: number;
  /** There was a packet to negotiate the IPsec SA for. */
  hadTraffic?: boolean;
  /** When they go down unless somebody does something. */
  failsAt?: number;
}

/** One encrypted path to one customer gateway: a tunnel, or the whole of a single-tunnel connection. */
export interface Link extends DirectValues {
  InternetIp: string;
  IkeConfig: IkeConfig;
  IpsecConfig: IpsecConfig;
  /** Absent: BGP is not enabled. */
  BgpConfig?: BgpConfig;
  /** AuthKey of the BGP session; only single-tunnel connections show one (VpnBgpConfig.AuthKey). */
  BgpAuthKey?: string;
  Sa: SaState;
}

export interface Tunnel extends Link {
  TunnelId: string;
  TunnelIndex: number;
  Role: "master" | "slave";
  ZoneNo: string;
  /** Until this time State is `updating`. */
  configuringUntil: number;
}

export interface Tag {
  Key: string;
  Value: string;
}

export interface HealthCheck {
  Enable: boolean;
  Sip: string;
  Dip: string;
  Interval: number;
  Retry: number;
  Policy?: string;
}

export interface Connection {
  VpnConnectionId: string;
  AccountId: string;
  RegionId: string;
  Name: string;
  /** "" for a connection that is not on a VPN gateway. */
  VpnGatewayId: string;
  AttachType: "VPNGW" | "CEN" | "NO_ASSOCIATED";
  AttachInstanceId?: string;
  TransitRouterId?: string;
  TransitRouterName?: string;
  NetworkType: "public" | "private";
  Spec?: string;
  TunnelBandwidth?: string;
  ZoneNo?: string;
  CrossAccountAuthorized: boolean;
  /** One or more CIDR blocks, joined by commas. */
  LocalSubnet: string;
  RemoteSubnet: string;
  CreateTime: number;
  EffectImmediately: boolean;
  ResourceGroupId: string;
  Tags: Tag[];
  HealthCheck: HealthCheck;
  /** Attached to a transit router whose account is in arrears: State `financialLocked`, no change is taken. */
  FinancialLocked: boolean;
  /** Is there always traffic? If not, a link of a connection without EffectImmediately waits for `sendTraffic`. */
  Traffic: boolean;
  /** A single-tunnel connection is its own link; a dual-tunnel one has tunnels. Exactly one of the two is filled. */
  single?: Link;
  tunnels: Tunnel[];
  configuringUntil: number;
}

export interface RouteEntry {
  RouteDest: string;
  NextHop: string;
}

export interface VpnGateway {
  VpnGatewayId: string;
  AccountId: string;
  RegionId: string;
  Name: string;
  InternetIp: string;
  DisasterRecoveryInternetIp?: string;
  FinancialLocked: boolean;
  RouteEntries: RouteEntry[];
  configuringUntil: number;
}

/** The configuration of a device for one tunnel, seen from the device: its LocalId is the cloud's RemoteId. */
export interface PeerConfig extends IkeConfig, IpsecConfig {
  LocalSubnet: string;
  RemoteSubnet: string;
  EnableNatTraversal: boolean;
  Asn: number;
  BgpIp: string;
}

/** The device behind a customer gateway. */
export interface Peer {
  /** true: somebody keeps the device in step with the cloud side. false: it has what it had when this became false. */
  Mirror: boolean;
  /** Nothing answers. */
  Down: boolean;
  /** The address that the device really sends from, where it is not the customer gateway's. */
  SourceIp?: string;
  /**
   * Its values that differ from its base: for all its tunnels, and for one (by TunnelId; VpnConnectionId if
   * single-tunnel).
   */
  Config: Partial<PeerConfig>;
  Tunnels: Record<string, Partial<PeerConfig>>;
  /** The base of a device that does not mirror. */
  Frozen: Record<string, PeerConfig>;
  /**
   * Reports this code whatever the comparison says: for what only a device can do (AH, transport mode, commit bit ...).
   */
  Symptom?: string;
}

export interface CustomerGateway {
  CustomerGatewayId: string;
  AccountId: string;
  RegionId: string;
  Name: string;
  IpAddress: string;
  Asn: number;
  Peer: Peer;
}

/** The links of a connection, whichever kind it is. */
export function linksOf(connection: Connection): readonly Link[] {
  return connection.single ? [connection.single] : connection.tunnels;
}

export function isTunnel(link: Link): link is Tunnel {
  return "TunnelId" in link;
}

/** TunnelId, or VpnConnectionId of a single-tunnel connection. */
export function linkIdOf(connection: Connection, link: Link): string {
  return isTunnel(link) ? link.TunnelId : connection.VpnConnectionId;
}
