/** What a device's file says about the device, and what is done for every device before that file writes a line. */

import type { EncryptionAlgorithm, IkeDhGroup, IkeVersion, IntegrityAlgorithm } from "../ipsec/algorithms";
import type { BgpRouter } from "./bgp";
import type { Part } from "./lines";
import type { PeerModel, PeerTunnel } from "./model";
import type { PeerConfigOptions } from "./options";

/**
 * How far the output is proven: `run`, by the device's own software carrying traffic; `negotiated`, by it bringing phase 1 up;
 * `documentation`, by reading manuals only.
 */
export type Proof = "run" | "negotiated" | "documentation";

export interface PeerFile {
  readonly name: string;
  readonly text: string;
}

/** Writes a connection's peer side for one kind of device. */
export interface Renderer {
  /** What a command line calls the device. */
  readonly id: string;
  readonly title: string;
  readonly proof: Proof;
  /** Options without which the device cannot be configured. */
  readonly needs: readonly (keyof PeerConfigOptions)[];
  /** Throws PeerConfigError for whatever the device cannot express. */
  readonly render: (model: PeerModel, options?: PeerConfigOptions) => { readonly files: readonly PeerFile[] };
}

/** The device's words for the API's values. A value without a word is one that the device does not have. */
export interface Words {
  readonly ikeEncryption: Partial<Readonly<Record<EncryptionAlgorithm, string>>>;
  readonly ikeIntegrity: Partial<Readonly<Record<IntegrityAlgorithm, string>>>;
  readonly ikeGroup: Partial<Readonly<Record<IkeDhGroup, string>>>;
  readonly espEncryption: Partial<Readonly<Record<EncryptionAlgorithm, string>>>;
  readonly espIntegrity: Partial<Readonly<Record<IntegrityAlgorithm, string>>>;
  readonly espGroup: Partial<Readonly<Record<IkeDhGroup, string>>>;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

export interface DeviceSpec {
  readonly id: string;
  readonly title: string;
  readonly proof: Proof;
  /** What a comment line begins with. */
  readonly comment: string;
  readonly needs?: readonly (keyof PeerConfigOptions)[];
  readonly words: (version: IkeVersion) => Words;
  readonly ikeLifetime: Range;
  readonly espLifetime: Range;
  /** The traffic selectors that one SA can have: only everything, one pair of blocks, or several. */
  readonly selectors: "everything" | "one pair" | "several";
  /** The key as it stands in the file. `refuse` gives a reason that holds no character of the key. */
  readonly key: { readonly refuse?: (psk: string) => string | undefined; readonly write: (psk: string) => string };
  /** What else the device cannot do; undefined when it can. */
  readonly refuse?: (tunnel: PeerTunnel, ownAddress: string) => Refusal | undefined;
  readonly refuseConnection?: (ready: Ready) => Refusal | undefined;
  readonly write: (ready: Ready) => readonly PeerFile[];
}

export interface Refusal {
  readonly property: string;
  readonly reason: string;
}

/** A tunnel in the device's own words. */
export interface ReadyTunnel extends PeerTunnel {
  /** `ali-t1`: what belongs to this tunnel is called so. */
  readonly name: string;
  /** 101, 102: the number of its interface. */
  readonly number: number;
  /** Of the tunnels that there are: the first is 1. */
  readonly position: number;
  /** The device's own address: another one than `device.address` where NAT is in front of it. */
  readonly ownAddress: string;
  /** The key, escaped. */
  readonly key: string;
  readonly words: {
    readonly ikeEncryption: string;
    readonly ikeIntegrity: string;
    readonly ikeGroup: string;
    readonly espEncryption: string;
    readonly espIntegrity: string;
    /** Undefined where perfect forward secrecy is off. */
    readonly espGroup: string | undefined;
  };
}

/** A connection that has passed every check: a device's file only has to write it down. */
export interface Ready {
  readonly connectionId: string;
  readonly name: string;
  readonly deviceSubnets: readonly string[];
  readonly cloudSubnets: readonly string[];
  readonly routeBased: boolean;
  readonly tunnels: readonly ReadyTunnel[];
  /** The interface towards the internet; the empty text where the device does not need it. */
  readonly outside: string;
  /** Undefined where no tunnel has BGP. */
  readonly bgp: BgpRouter | undefined;
  /** What the device is to announce by BGP. */
  readonly advertise: readonly string[];
  /** What a tunnel without BGP is to get static routes for. */
  readonly routes: readonly string[];
  /** Comment lines: where the file came from, and then what is to be checked. */
  readonly header: (...checks: readonly (string | false)[]) => readonly Part[];
  /** For the header of the file with the routes: what the reader has to add to them. */
  readonly routingChecks: () => readonly (string | false)[];
}
