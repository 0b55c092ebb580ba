/** Types of a renderer: the facts that a device's file states, and the connection that the file then writes down. */

import type { EncryptionAlgorithm, IkeDhGroup, IkeVersion, IntegrityAlgorithm } from "../../ipsec/algorithms";
import type { PeerModel, PeerTunnel } from "../model/model";
import type { PeerConfigOptions } from "../options";
import type { BgpRouter } from "./bgp";
import type { Lines } from "./lines";
import type { Proof } from "./proof";
import type { FileTunnel } from "./tunnel-line";

export interface PeerFile {
  readonly name: string;
  readonly text: string;
}

/** Writes a connection's peer side for one kind of device. */
export interface Renderer {
  /** The device's name on a command line. */
  readonly id: string;
  readonly title: string;
  readonly proof: Proof;
  /** `BGP` for a renderer that leaves the tunnels to another one. */
  readonly writes: "tunnels and BGP" | "tunnels" | "BGP";
  /** The beginning of a comment line of its files. */
  readonly comment: string;
  /** True if the files can have BFD beside BGP. */
  readonly bfd: boolean;
  /** The options that the device needs. */
  readonly needs: readonly (keyof PeerConfigOptions)[];
  /** The numbers that its tunnel interfaces can have. */
  readonly numbers: Range;
  /** The traffic selectors that it can have, and further forms, for a list of devices. */
  readonly forms: string;
  /** How files get into use; absent where nothing is applied to a device. */
  readonly handling?: Handling;
  /** Throws PeerConfigError for a value that the device cannot express. */
  readonly render: (model: PeerModel, options?: PeerConfigOptions) => { readonly files: readonly PeerFile[] };
}

/** The device's names for the API's algorithms. A value without a name is one that the device does not have. */
export interface AlgorithmNames {
  readonly ikeEncryption: Partial<Readonly<Record<EncryptionAlgorithm, string>>>;
  readonly ikeIntegrity: Partial<Readonly<Record<IntegrityAlgorithm, string>>>;
  readonly ikeGroup: Partial<Readonly<Record<IkeDhGroup, string>>>;
  readonly espEncryption: Partial<Readonly<Record<EncryptionAlgorithm, string>>>;
  readonly espIntegrity: Partial<Readonly<Record<IntegrityAlgorithm, string>>>;
  readonly espGroup: Partial<Readonly<Record<IkeDhGroup, string>>>;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What to do with files. A line that begins with the device's comment sign is a sentence, any other a command. */
export interface Handling {
  /** How the device takes these files. */
  readonly apply: (files: readonly string[]) => readonly string[];
  /** How commands that are entered by hand get into use and last; absent for a device that takes whole files. */
  readonly entered?: readonly string[];
  /** Negotiates one tunnel anew, and no other one of the device; says what starts the negotiation. */
  readonly reset: (tunnel: FileTunnel) => readonly string[];
}

/** A line of a file that is in force for the whole device, its other tunnels included. */
export interface GlobalLine {
  /** The line. */
  readonly line: string;
  /** What it does, as a phrase. */
  readonly does: string;
  /** What else of the device it touches. */
  readonly touches: string;
  /** The command that shows the state before. */
  readonly before: string;
  /** The command that takes it back. */
  readonly back: string;
}

/** A property that a device cannot have as it is, and a phrase that follows the property's name. */
export interface Refusal {
  readonly property: string;
  readonly reason: string;
}

/** A line for the reader of a file to check before use; false where there is nothing to check. */
export type Check = string | false;

export interface DeviceSpec {
  readonly id: string;
  readonly title: string;
  readonly proof: Proof;
  /** The beginning of a comment line. */
  readonly comment: string;
  readonly writes: Renderer["writes"];
  readonly needs?: readonly (keyof PeerConfigOptions)[];
  /** The numbers of tunnel interfaces (default: 101 to 3999). */
  readonly numbers?: Range;
  readonly handling: Handling;
  readonly algorithmNames: (version: IkeVersion) => AlgorithmNames;
  readonly ikeLifetime: Range;
  readonly espLifetime: Range;
  /** The shortest hold time of a BGP session, in seconds, if the device does not have 9 s. */
  readonly shortestHold?: number;
  /** True if the device's form of BFD beside BGP is known. */
  readonly bfd?: true;
  /** The traffic selectors that one tunnel can have: 0.0.0.0/0 on both sides, one block on each side, or several. */
  readonly selectors: "everything" | "one pair" | "several";
  /** A remark about its forms, for the list of devices. */
  readonly forms?: string;
  /** The form of the key in the file. The reason that `refuse` gives holds no character of the key. */
  readonly key: { readonly refuse?: (psk: string) => string | undefined; readonly write: (psk: string) => string };
  /** Other limits of the device; undefined if it can have the tunnel. */
  readonly refuseTunnel?: (tunnel: PeerTunnel, ownAddress: string) => Refusal | undefined;
  readonly refuseConnection?: (connection: DeviceConnection) => Refusal | undefined;
  readonly files: (connection: DeviceConnection) => readonly DeviceFile[];
}

/** A file before its header is written. */
export interface DeviceFile {
  /** The end of the file's name, such as `.fortios.conf`; the connection's name stands before it. */
  readonly ending: string;
  /** How far this file is proven, if not as far as the device's other files. */
  readonly proof?: Proof;
  /** A line that has to stand before the header: `#!/bin/sh`. */
  readonly firstLine?: string;
  readonly checks: readonly Check[];
  /** Lines for the whole device: the header says what they touch, and the way back. */
  readonly globals?: readonly (GlobalLine | false | undefined)[];
  readonly lines: readonly Lines[];
}

/** A tunnel as one device has it. */
export interface DeviceTunnel extends PeerTunnel {
  /** The tunnel's name in the configuration, such as `ali-t1`. */
  readonly name: string;
  /** The number of the tunnel's interface; the second tunnel's is the next one. */
  readonly number: number;
  /** The distance of the tunnel's static routes: 10 for the master, 20 for the standby, 10 for equal tunnels. */
  readonly distance: number;
  /** The device's interface towards the internet that the tunnel leaves by; empty if the device does not need it. */
  readonly outside: string;
  /** An address behind the cloud that answers through this tunnel. */
  readonly track: string | undefined;
  /** The blocks to route into the tunnel; none if it has BGP. */
  readonly routes: readonly string[];
  /** The device's own address. It is not `device.address` if a NAT is in front of the device. */
  readonly ownAddress: string;
  /** The key in the device's form. */
  readonly key: string;
  /** The tunnel's algorithms under the device's names. */
  readonly algorithms: {
    readonly ikeEncryption: string;
    readonly ikeIntegrity: string;
    readonly ikeGroup: string;
    readonly espEncryption: string;
    readonly espIntegrity: string;
    /** Undefined if perfect forward secrecy is off. */
    readonly espGroup: string | undefined;
  };
}

/** A connection as one device has it. It passed every check, so the device's file only writes it down. */
export interface DeviceConnection {
  readonly connectionId: string;
  /** The prefix of every name, such as `ali`. */
  readonly name: string;
  readonly deviceSubnets: readonly string[];
  readonly cloudSubnets: readonly string[];
  readonly routeBased: boolean;
  /** True if the traffic selectors alone do not say which tunnel a packet takes. */
  readonly needsInterfaces: boolean;
  readonly tunnels: readonly DeviceTunnel[];
  /** True if all tunnels carry traffic at once. */
  readonly equalPaths: boolean;
  /** The blocks behind the cloud; traffic to them that has no tunnel is dropped. */
  readonly blackholes: readonly string[];
  /** Undefined if no tunnel has BGP. */
  readonly bgp: BgpRouter | undefined;
  /** The blocks that the device announces by BGP. */
  readonly advertise: readonly string[];
  /** Checks of the file that has the routes. */
  readonly routingChecks: readonly Check[];
}
