// Generated from provider/resources/vpn-tunnel/table/fields.ts by `npm run generate`; do not edit.

/** IKE phase 1. */
export interface LiveTunnelIkeConfig {
  /** Version of the IKE protocol. */
  readonly ikeVersion?: string;
  /** Negotiation mode of IKE version 1; `aggressive` sends identities in clear. */
  readonly ikeMode?: string;
  /** Encryption of phase 1; `aes` is AES with a 128-bit key. */
  readonly ikeEncAlg?: string;
  /** Integrity of phase 1. */
  readonly ikeAuthAlg?: string;
  /** Diffie-Hellman group of phase 1. */
  readonly ikePfs?: string;
  /** Lifetime of the IKE security association. */
  readonly ikeLifetime?: number;
  /** Identity that the tunnel presents to the peer. */
  readonly localId?: string;
  /** Identity that the peer must present. */
  readonly remoteId?: string;
}

/** IPsec phase 2. */
export interface LiveTunnelIpsecConfig {
  /** Encryption of phase 2; `aes` is AES with a 128-bit key. */
  readonly ipsecEncAlg?: string;
  /** Integrity of phase 2. */
  readonly ipsecAuthAlg?: string;
  /** Perfect forward secrecy: the Diffie-Hellman group of phase 2. */
  readonly ipsecPfs?: string;
  /** Lifetime of the IPsec security association. */
  readonly ipsecLifetime?: number;
}

/** Border Gateway Protocol inside the tunnel. */
export interface LiveTunnelBgpConfig {
  /** Autonomous system number of the Alibaba side; the same on both tunnels of a connection. */
  readonly localAsn?: number;
  /** BGP address of the Alibaba side, inside `tunnelCidr`. */
  readonly localBgpIp?: string;
  /** Address block inside the tunnel, for BGP. */
  readonly tunnelCidr?: string;
  /** Autonomous system number of the peer. */
  readonly peerAsn?: number;
  /** BGP address of the peer. */
  readonly peerBgpIp?: string;
  /** Negotiation of BGP: `success`, or another word while it is down. */
  readonly bgpStatus?: string;
}

/** The values of one live tunnel, in native types. A value that is not set is left out. */
export interface LiveTunnel {
  /** The tunnel. */
  readonly tunnelId?: string;
  /** The tunnel by its part in the connection: `master` is the active one. */
  readonly role?: string;
  /** The customer gateway at the other end. */
  readonly customerGatewayId?: string;
  /** Dead peer detection: find out that the peer is gone, and drop its security associations. */
  readonly enableDpd?: boolean;
  /** NAT traversal: find a NAT device on the way and carry ESP in UDP port 4500. */
  readonly enableNatTraversal?: boolean;
  /** The peer's CA certificate, for a VPN gateway that uses a ShangMi (SM) certificate. */
  readonly remoteCaCertificate?: string;
  /** Zone of the tunnel. */
  readonly zoneNo?: string;
  /** Public address of the tunnel on the Alibaba side. */
  readonly internetIp?: string;
  /** Life cycle of the tunnel: `active`, `updating` or `deleting`. */
  readonly state?: string;
  /** Negotiation: `ike_sa_not_established`, `ike_sa_established`, `ipsec_sa_not_established` or `ipsec_sa_established`. */
  readonly status?: string;
  /** IKE phase 1. */
  readonly tunnelIkeConfig?: LiveTunnelIkeConfig;
  /** IPsec phase 2. */
  readonly tunnelIpsecConfig?: LiveTunnelIpsecConfig;
  /** Border Gateway Protocol inside the tunnel. */
  readonly tunnelBgpConfig?: LiveTunnelBgpConfig;
}
