/**
 * The API's answers as they are on the wire: its own names, every field optional, because the service leaves out what
 * it does not know. Only the structure is made uniform (wrappers become lists, both spellings of tags become Tags);
 * values keep the type they came with: the service sends a tunnel's numbers and booleans as texts in some answers and
 * natively in others.
 */

/** A tunnel's scalar: "true" or true, "86400" or 86400. */
export type WireValue = string | number | boolean;

/** A tag of a connection. */
export interface TagWire {
  Key?: string;
  Value?: string;
}

/** IKE (phase 1) configuration. */
export interface IkeConfigWire {
  IkeAuthAlg?: WireValue;
  IkeEncAlg?: WireValue;
  IkeLifetime?: WireValue;
  IkeMode?: WireValue;
  IkePfs?: WireValue;
  IkeVersion?: WireValue;
  LocalId?: WireValue;
  Psk?: WireValue;
  RemoteId?: WireValue;
}

/** IPsec (phase 2) configuration. */
export interface IpsecConfigWire {
  IpsecAuthAlg?: WireValue;
  IpsecEncAlg?: WireValue;
  IpsecLifetime?: WireValue;
  IpsecPfs?: WireValue;
}

/** BGP configuration of a tunnel. */
export interface TunnelBgpConfigWire {
  BgpStatus?: WireValue;
  EnableBgp?: WireValue;
  LocalAsn?: WireValue;
  LocalBgpIp?: WireValue;
  PeerAsn?: WireValue;
  PeerBgpIp?: WireValue;
  TunnelCidr?: WireValue;
}

/** One tunnel, as the Describe operations and the answer of ModifyTunnelAttribute show it. */
export interface TunnelWire {
  TunnelId?: string;
  TunnelIndex?: WireValue;
  Role?: string;
  State?: string;
  Status?: string;
  ZoneNo?: string;
  InternetIp?: string;
  CustomerGatewayId?: string;
  EnableDpd?: WireValue;
  EnableNatTraversal?: WireValue;
  RemoteCaCertificate?: string;
  TunnelBgpConfig?: TunnelBgpConfigWire;
  TunnelIkeConfig?: IkeConfigWire;
  TunnelIpsecConfig?: IpsecConfigWire;
}

/** One IPsec-VPN connection. */
export interface ConnectionWire {
  VpnConnectionId: string;
  AttachInstanceId?: string;
  AttachType?: string;
  CreateTime?: number | string;
  CrossAccountAuthorized?: WireValue;
  CustomerGatewayId?: string;
  EffectImmediately?: WireValue;
  EnableDpd?: WireValue;
  EnableNatTraversal?: WireValue;
  EnableTunnelsBgp?: WireValue;
  IkeConfig?: IkeConfigWire;
  InternetIp?: string;
  IpsecConfig?: IpsecConfigWire;
  LocalSubnet?: string;
  Name?: string;
  NetworkType?: string;
  RemoteCaCertificate?: string;
  RemoteSubnet?: string;
  ResourceGroupId?: string;
  Spec?: string;
  State?: string;
  Status?: string;
  TransitRouterId?: string;
  TransitRouterName?: string;
  TunnelBandwidth?: string;
  VcoHealthCheck?: Record<string, WireValue>;
  VpnBgpConfig?: Record<string, WireValue>;
  VpnGatewayId?: string;
  ZoneNo?: string;
  /** Of `Tag.Tag[]` (list) or `Tags.Tag[]` (single); empty when there are none. */
  Tags: TagWire[];
  /** Of `TunnelOptionsSpecification.TunnelOptions[]`; empty for a single-tunnel connection. */
  TunnelOptionsSpecification: TunnelWire[];
}

/** One finding of DiagnoseVpnConnections. */
export interface DiagnosisWire {
  FailedReason?: string;
  FailedReasonCode?: string;
  FailedTime?: number | string;
  MismatchLocalParam?: string;
  MismatchRemoteParam?: string;
  Severity?: string;
  SourceLog?: string;
  TunnelId?: string;
  VpnConnectionId?: string;
}

/** One tunnel of a downloaded peer configuration. */
export interface DownloadedTunnelWire {
  TunnelId?: string;
  Local?: string;
  Remote?: string;
  IkeConfig?: IkeConfigWire;
  IpsecConfig?: IpsecConfigWire;
}

/** BGP of one tunnel of a downloaded peer configuration. */
export interface DownloadedBgpWire {
  TunnelId?: string;
  LocalAsn?: WireValue;
  LocalBgpIp?: string;
  PeerAsn?: WireValue;
  PeerBgpIp?: string;
  TunnelCidr?: string;
}

/** What DownloadVpnConnectionConfig gives for the device at the other end. */
export interface DownloadedConfigWire {
  Local?: string;
  LocalSubnet?: string;
  Remote?: string;
  RemoteSubnet?: string;
  IkeConfig?: IkeConfigWire;
  IpsecConfig?: IpsecConfigWire;
  BgpConfigs: DownloadedBgpWire[];
  TunnelsConfig: DownloadedTunnelWire[];
}
