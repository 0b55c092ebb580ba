/** Options of a peer configuration: facts about the device that the API does not know. */

import { parseAddress, parseCidr } from "../ipsec/cidr";
import { PeerConfigError } from "./error";

/** The times of a BGP session, in seconds. The two ends use the shorter hold time of theirs. */
export interface BgpTimers {
  /** How often the device sends a keepalive; at most a third of the hold time. */
  readonly keepalive: number;
  /** How long the device waits for a keepalive before it takes the session for dead. */
  readonly hold: number;
}

/** A text for each tunnel, by its id. */
export type ByTunnel = Readonly<Record<string, string>>;

export interface PeerConfigOptions {
  /** Keys by tunnel id, for tunnels whose key the API withholds. A key given here replaces the API's. */
  readonly psks?: ByTunnel;
  /**
   * The keys in the files: `required` (default) refuses a tunnel whose key is unknown, `where known` writes a
   * placeholder for such a key, and `never` writes placeholders only. A placeholder is `<key-of-tun-...>`.
   */
  readonly keys?: "required" | "where known" | "never";
  /** The ids of the tunnels to write (default: all). */
  readonly tunnelIds?: readonly string[];
  /**
   * True if the device has the connection's other tunnels too: the file of one tunnel then has the form that the tunnel
   * has in a file of all (default: false).
   */
  readonly besideOthers?: boolean;
  /**
   * The prefix of every name in the configuration: a letter, then at most nine letters, digits and hyphens (default:
   * `ali-` and the end of the connection's id, so that two connections on one device have different names).
   */
  readonly name?: string;
  /**
   * The number of the first tunnel's interface; the second tunnel has the next one (default: one that follows from the
   * connection's id, so that two connections on one device have different numbers).
   */
  readonly number?: number;
  /** The device's interface towards the internet, such as `wan1` or `ge-0/0/0`. */
  readonly interface?: string;
  /** The same by tunnel id, for tunnels that leave the device by different interfaces. It precedes `interface`. */
  readonly interfaces?: ByTunnel;
  /** The device's own address, if a NAT in front of the device has the public one. */
  readonly address?: string;
  /** The same by tunnel id. It precedes `address`. */
  readonly addresses?: ByTunnel;
  /**
   * By tunnel id, an address behind the cloud that answers to a ping, a different one for each tunnel. A device whose
   * tunnel interfaces stay up when a tunnel is down needs them for static routes through two tunnels.
   */
  readonly track?: ByTunnel;
  /**
   * The times of the BGP sessions (default: keepalive 3 s, hold 9 s; a device whose shortest hold time is longer has
   * that). A dead tunnel carries traffic in vain until the hold time ends.
   */
  readonly bgpTimers?: BgpTimers;
  /**
   * BFD beside BGP (default: false): the device finds a dead tunnel in about a second. Both ends need it, and whether
   * the cloud's end has it is not documented.
   */
  readonly bfd?: boolean;
  /** The blocks to announce by BGP, if the connection does not name those of the data centre. */
  readonly advertise?: readonly string[];
  /**
   * The blocks of the VPC, if the connection does not name them. Without BGP they are routed into the tunnels; in any
   * case traffic to them that has no tunnel is dropped, so that it never leaves by the default route.
   */
  readonly routes?: readonly string[];
}

const refuse = (property: keyof PeerConfigOptions, reason: string): PeerConfigError =>
  new PeerConfigError({ property: `options.${property}`, reason });

/** Refuses a value that a device could read as anything but a value. */
export function checkOptions(options: PeerConfigOptions): void {
  const { name, number } = options;
  // FortiOS allows 15 characters for an interface's name, and the renderer appends the tunnel's number.
  if (name !== undefined && !/^[A-Za-z][A-Za-z0-9-]{0,9}$/.test(name))
    throw refuse("name", "must be a letter followed by at most nine letters, digits and hyphens");
  if (number !== undefined && !(Number.isInteger(number) && number >= 1 && number <= 4000))
    throw refuse("number", "must be a whole number from 1 to 4000");
  for (const one of [options.interface ?? "wan1", ...Object.values(options.interfaces ?? {})])
    if (!/^[A-Za-z][A-Za-z0-9/._-]{0,39}$/.test(one))
      throw refuse("interface", "must be an interface's name, such as wan1 or ge-0/0/0");
  if (options.bgpTimers !== undefined && !areTimers(options.bgpTimers))
    throw refuse(
      "bgpTimers",
      "must be whole seconds: a keepalive from 1 to 21845, and a hold time of at least three times that, at most 65535",
    );
  const addresses = [
    ...(options.address === undefined ? [] : [["address", options.address] as const]),
    ...Object.values(options.addresses ?? {}).map((address) => ["address", address] as const),
    ...Object.values(options.track ?? {}).map((address) => ["track", address] as const),
  ];
  for (const [property, address] of addresses) {
    const parsed = parseAddress(address);
    if (!parsed.ok) throw refuse(property, parsed.reason);
  }
  for (const property of ["advertise", "routes"] as const) {
    for (const text of options[property] ?? []) {
      const parsed = parseCidr(text);
      if (!parsed.ok) throw refuse(property, parsed.reason);
    }
  }
}

const areTimers = ({ keepalive, hold }: BgpTimers): boolean =>
  Number.isInteger(keepalive) && Number.isInteger(hold) && keepalive >= 1 && hold >= 3 * keepalive && hold <= 65_535;
