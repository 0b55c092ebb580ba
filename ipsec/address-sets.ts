/** Named sets of address blocks, each block with the text that sets it apart. */

import { cidrFact } from "./cidr";
import type { Cidr } from "./cidr";

export interface NamedBlock {
  readonly cidr: Cidr;
  /** The text that sets the block apart, such as an RFC. */
  readonly why: string;
}

const block = (text: string, why: string): NamedBlock => ({ cidr: cidrFact(text), why });

export const ADDRESS_SETS = {
  rfc1918: [
    block("10.0.0.0/8", "private use (RFC 1918)"),
    block("172.16.0.0/12", "private use (RFC 1918)"),
    block("192.168.0.0/16", "private use (RFC 1918)"),
  ],
  rfc6598: [block("100.64.0.0/10", "shared address space (RFC 6598), where Alibaba Cloud has its own services")],
  documentation: [
    block("192.0.2.0/24", "documentation (RFC 5737)"),
    block("198.51.100.0/24", "documentation (RFC 5737)"),
    block("203.0.113.0/24", "documentation (RFC 5737)"),
  ],
  /**
   * What IANA's IPv4 Special-Purpose Address Registry (RFC 6890) lists, as of 2020-09-04, without its blocks for
   * private use and those that it calls globally reachable; a smaller block within one of these is not repeated.
   * Multicast has a registry of its own.
   */
  "special-purpose": [
    block("0.0.0.0/8", "this network (RFC 791)"),
    block("100.64.0.0/10", "shared address space (RFC 6598), where Alibaba Cloud has its own services"),
    block("127.0.0.0/8", "loopback (RFC 1122)"),
    block("169.254.0.0/16", "link local (RFC 3927), used inside tunnels"),
    block("192.0.0.0/24", "IETF protocol assignments (RFC 6890)"),
    block("192.0.2.0/24", "documentation (RFC 5737)"),
    block("192.88.99.0/24", "6to4 relay anycast, deprecated (RFC 7526)"),
    block("198.18.0.0/15", "benchmarking (RFC 2544)"),
    block("198.51.100.0/24", "documentation (RFC 5737)"),
    block("203.0.113.0/24", "documentation (RFC 5737)"),
    block("224.0.0.0/4", "multicast (RFC 5771)"),
    block("240.0.0.0/4", "reserved (RFC 1112)"),
  ],
} as const satisfies Record<string, readonly NamedBlock[]>;

export type AddressSetName = keyof typeof ADDRESS_SETS;

export const ADDRESS_SET_NAMES = [
  "rfc1918",
  "rfc6598",
  "documentation",
  "special-purpose",
] as const satisfies readonly AddressSetName[];
