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

export interface PeerConfigOptions {
  /** Keys by tunnel id, for tunnels whose key the API withholds. A key given here replaces the API's. */
  readonly psks?: Readonly<Record<string, string>>;
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
  /** The prefix of every name in the configuration (default: `ali`). */
  readonly name?: string;
  /** The number of the first tunnel's interface (default: 101). */
  readonly number?: number;
  /** The device's interface towards the internet, such as `wan1` or `ge-0/0/0`. */
  readonly interface?: string;
  /** The device's own address, if a NAT in front of the device has the public one. */
  readonly address?: string;
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
  /** The blocks to route into the tunnels, if the connection has no BGP and does not name those of the VPC. */
  readonly routes?: readonly string[];
}

const refuse = (property: keyof PeerConfigOptions, reason: string): PeerConfigError =>
  new PeerConfigError({ property: `options.${property}`, reason });

/** Refuses a value that a device could read as anything but a value. */
export function checkOptions(options: PeerConfigOptions): void {
  const { name, number, address } = options;
  // FortiOS allows 15 characters for an interface's name, and the renderer appends the tunnel's number.
  if (name !== undefined && !/^[A-Za-z][A-Za-z0-9-]{0,9}$/.test(name))
    throw refuse("name", "must be a letter followed by at most nine letters, digits and hyphens");
  if (number !== undefined && !(Number.isInteger(number) && number >= 1 && number <= 4000))
    throw refuse("number", "must be a whole number from 1 to 4000");
  if (options.interface !== undefined && !/^[A-Za-z][A-Za-z0-9/._-]{0,39}$/.test(options.interface))
    throw refuse("interface", "must be an interface's name, such as wan1 or ge-0/0/0");
  if (options.bgpTimers !== undefined && !areTimers(options.bgpTimers))
    throw refuse(
      "bgpTimers",
      "must be whole seconds: a keepalive from 1 to 21845, and a hold time of at least three times that, at most 65535",
    );
  if (address !== undefined) {
    const parsed = parseAddress(address);
    if (!parsed.ok) throw refuse("address", parsed.reason);
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
