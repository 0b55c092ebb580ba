/**
 * The model of a connection's peer side, the same for every device. The API uses the words local and remote in both
 * directions, so the model avoids them: `device` is the gateway to configure, `cloud` is Alibaba Cloud's side.
 */

import type {
  EncryptionAlgorithm,
  IkeDhGroup,
  IkeMode,
  IkeVersion,
  IntegrityAlgorithm,
  IpsecPfsGroup,
} from "../../ipsec/algorithms";

/** One end of a tunnel. */
export interface PeerEnd {
  readonly address: string;
  /** The end's identity in IKE: an address, or a name. */
  readonly id: string;
}

export interface BgpEnd {
  readonly asn: number;
  readonly address: string;
}

/** BGP through one tunnel. */
export interface PeerBgp {
  readonly tunnelCidr: string;
  readonly device: BgpEnd;
  readonly cloud: BgpEnd;
}

export interface PeerTunnel {
  readonly id: string;
  /** `master`, `slave`, or undefined if the API does not say. */
  readonly role: string | undefined;
  readonly device: PeerEnd;
  readonly cloud: PeerEnd;
  readonly ike: {
    readonly version: IkeVersion;
    readonly mode: IkeMode;
    readonly encryption: EncryptionAlgorithm;
    readonly integrity: IntegrityAlgorithm;
    readonly group: IkeDhGroup;
    readonly lifetime: number;
  };
  readonly esp: {
    readonly encryption: EncryptionAlgorithm;
    readonly integrity: IntegrityAlgorithm;
    readonly pfs: IpsecPfsGroup;
    readonly lifetime: number;
  };
  /** Undefined if the API withholds the key. */
  readonly psk: string | undefined;
  readonly dpd: boolean;
  readonly natTraversal: boolean;
  readonly bgp: PeerBgp | undefined;
}

export interface PeerModel {
  readonly connectionId: string;
  /** The blocks of the data centre. */
  readonly deviceSubnets: readonly string[];
  /** The blocks behind the VPN gateway. */
  readonly cloudSubnets: readonly string[];
  /** True if both sides are 0.0.0.0/0: routes alone decide which packets enter a tunnel. */
  readonly routeBased: boolean;
  /**
   * True if the cloud sends through all tunnels at once: a transit router does (equal-cost paths). False if it sends
   * through the master, and through the slave when the master is down: a VPN gateway does.
   */
  readonly equalPaths: boolean;
  /** One tunnel for a single-tunnel connection, otherwise two. */
  readonly tunnels: readonly PeerTunnel[];
}

/** The block that holds every address. */
export const EVERYTHING = "0.0.0.0/0";
