/**
 * The API's answers that a peer configuration is made of, in the API's own names. An answer of
 * DownloadVpnConnectionConfig has the type `DownloadedPeer`, one of DescribeVpnConnection the type `LiveConnection`.
 *
 * The two answers look from opposite ends. In `DownloadedPeer`, Local is the DEVICE and Remote is the cloud.
 * In `LiveConnection`, Local is the CLOUD and Remote (BGP: Peer) is the device.
 */

/** The API sends a number or a boolean as such in some answers, and as a text in others. */
export type ApiValue = string | number | boolean;

export interface IkeValues {
  readonly IkeVersion?: ApiValue;
  readonly IkeMode?: ApiValue;
  readonly IkeEncAlg?: ApiValue;
  readonly IkeAuthAlg?: ApiValue;
  readonly IkePfs?: ApiValue;
  readonly IkeLifetime?: ApiValue;
  readonly LocalId?: ApiValue;
  readonly RemoteId?: ApiValue;
  readonly Psk?: ApiValue;
}

export interface IpsecValues {
  readonly IpsecEncAlg?: ApiValue;
  readonly IpsecAuthAlg?: ApiValue;
  readonly IpsecPfs?: ApiValue;
  readonly IpsecLifetime?: ApiValue;
}

export interface BgpValues {
  readonly EnableBgp?: ApiValue;
  readonly LocalAsn?: ApiValue;
  readonly LocalBgpIp?: ApiValue;
  readonly PeerAsn?: ApiValue;
  readonly PeerBgpIp?: ApiValue;
  readonly TunnelCidr?: ApiValue;
}

/** One tunnel seen from the device: Local is the device. */
export interface DownloadedTunnel {
  readonly TunnelId?: string;
  readonly Local?: string;
  readonly Remote?: string;
  readonly IkeConfig?: IkeValues;
  readonly IpsecConfig?: IpsecValues;
}

/** A connection seen from the device: Local is the device. A single-tunnel connection holds its tunnel's values. */
export interface DownloadedPeer extends DownloadedTunnel {
  readonly LocalSubnet?: string;
  readonly RemoteSubnet?: string;
  readonly BgpConfigs?: readonly (BgpValues & { readonly TunnelId?: string })[];
  readonly TunnelsConfig?: readonly DownloadedTunnel[];
}

/** One tunnel seen from the cloud: Local is the cloud. */
export interface LiveTunnel {
  readonly TunnelId?: string;
  readonly Role?: string;
  readonly InternetIp?: string;
  readonly CustomerGatewayId?: string;
  readonly RemoteCaCertificate?: string;
  readonly EnableDpd?: ApiValue;
  readonly EnableNatTraversal?: ApiValue;
  readonly TunnelIkeConfig?: IkeValues;
  readonly TunnelIpsecConfig?: IpsecValues;
  readonly TunnelBgpConfig?: BgpValues;
}

/** A connection seen from the cloud: Local is the cloud. */
export interface LiveConnection {
  readonly VpnConnectionId: string;
  /** `VPNGW`: on a VPN gateway; `CEN`: on a transit router; `NO_ASSOCIATED`: on neither yet, and never on a gateway. */
  readonly AttachType?: string;
  readonly TransitRouterId?: string;
  readonly LocalSubnet?: string;
  readonly RemoteSubnet?: string;
  readonly InternetIp?: string;
  readonly EnableDpd?: ApiValue;
  readonly EnableNatTraversal?: ApiValue;
  readonly EnableTunnelsBgp?: ApiValue;
  readonly IkeConfig?: IkeValues;
  readonly IpsecConfig?: IpsecValues;
  readonly VpnBgpConfig?: BgpValues;
  readonly TunnelOptionsSpecification?: readonly LiveTunnel[];
}

/** The two answers that `peerModel` reads. */
export interface PeerInput {
  readonly downloaded: DownloadedPeer;
  readonly live: LiveConnection;
}
