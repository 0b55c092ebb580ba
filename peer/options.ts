/** What the API does not know of the device, and the reader of a peer configuration may give. */

import { parseAddress, parseCidr } from "../ipsec/cidr";
import { PeerConfigError } from "./error";

export interface PeerConfigOptions {
  /** Keys by tunnel id, for those that the API withholds. One given here counts more than the API's. */
  readonly psks?: Readonly<Record<string, string>>;
  /** Only these tunnels; all of them where left out. */
  readonly tunnelIds?: readonly string[];
  /** What the names of everything written begin with: `ali` where left out. */
  readonly name?: string;
  /** The number of the first tunnel's interface: 101 where left out. */
  readonly number?: number;
  /** The device's interface towards the internet, such as `wan1` or `ge-0/0/0`. */
  readonly interface?: string;
  /** The device's own address, where a NAT in front of it has the public one. */
  readonly address?: string;
  /** The blocks to announce by BGP, where the connection does not name the data centre's. */
  readonly advertise?: readonly string[];
  /** The blocks to route into the tunnels, where the connection has no BGP and does not name the VPC's. */
  readonly routes?: readonly string[];
}

const refuse = (property: keyof PeerConfigOptions, reason: string): PeerConfigError =>
  new PeerConfigError({ property: `options.${property}`, reason });

/** Refuses whatever would become something else than a value in a file. */
export function checkOptions(options: PeerConfigOptions): void {
  const { name, number, address } = options;
  // FortiOS allows 15 characters for an interface's name, and the tunnel's number comes behind it.
  if (name !== undefined && !/^[A-Za-z][A-Za-z0-9-]{0,9}$/.test(name))
    throw refuse("name", "must be a letter followed by at most nine letters, digits and hyphens");
  if (number !== undefined && !(Number.isInteger(number) && number >= 1 && number <= 4000))
    throw refuse("number", "must be a whole number from 1 to 4000");
  if (options.interface !== undefined && !/^[A-Za-z][A-Za-z0-9/._-]{0,39}$/.test(options.interface))
    throw refuse("interface", "must be an interface's name, such as wan1 or ge-0/0/0");
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
