/** The rules of ModifyTunnelAttribute for TunnelCidr and LocalBgpIp. */

import { cidrFact, containsAddress, contains, isUsableHost, parseAddress, parseCidr, usableHosts } from "./cidr";
import type { Cidr } from "./cidr";

export const TUNNEL_CIDR_PARENT = cidrFact("169.254.0.0/16");
export const TUNNEL_CIDR_PREFIX_LENGTH = 30;

/** The blocks that the API keeps for itself. */
export const RESERVED_TUNNEL_CIDRS: readonly Cidr[] = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.6.0/30",
  "169.254.169.252/30",
].map(cidrFact);

const RESERVED_IN_WORDS = "169.254.0.0/30 to 169.254.6.0/30 and 169.254.169.252/30 are reserved";

/** The reason why a block cannot be a TunnelCidr; undefined if it can. */
export function checkTunnelCidr(text: string): string | undefined {
  const parsed = parseCidr(text);
  if (!parsed.ok) return parsed.reason;
  const { cidr } = parsed;
  if (cidr.prefixLength !== TUNNEL_CIDR_PREFIX_LENGTH) return `must be a /30 block, not a /${cidr.prefixLength}`;
  if (!contains(TUNNEL_CIDR_PARENT, cidr)) return `must lie within ${TUNNEL_CIDR_PARENT.text}, not be ${cidr.text}`;
  if (RESERVED_TUNNEL_CIDRS.some((reserved) => reserved.first === cidr.first)) {
    return `must not be the reserved block ${cidr.text} (${RESERVED_IN_WORDS})`;
  }
  return undefined;
}

/**
 * The reason why an address cannot be the LocalBgpIp of a tunnel with this TunnelCidr; undefined if it can. Without a
 * TunnelCidr, or with a wrong one, the address must be a usable host of some block that can be a TunnelCidr.
 */
export function checkLocalBgpIp(ip: string, tunnelCidr?: string): string | undefined {
  const parsed = parseAddress(ip);
  if (!parsed.ok) return parsed.reason;
  const { address } = parsed;
  const given =
    tunnelCidr === undefined || checkTunnelCidr(tunnelCidr) !== undefined ? undefined : parseCidr(tunnelCidr);
  if (given?.ok !== true && !containsAddress(TUNNEL_CIDR_PARENT, address)) {
    return `must lie within the tunnel's TunnelCidr, a /30 block of ${TUNNEL_CIDR_PARENT.text}, not be ${ip}`;
  }
  const block = given?.ok === true ? given : parseCidr(`${ip}/${TUNNEL_CIDR_PREFIX_LENGTH}`, { allowHostBits: true });
  if (!block.ok) return block.reason;
  const { cidr } = block;
  if (RESERVED_TUNNEL_CIDRS.some((reserved) => reserved.first === cidr.first)) {
    return `must not lie in the reserved block ${cidr.text} (${RESERVED_IN_WORDS})`;
  }
  if (isUsableHost(cidr, address)) return undefined;
  const hosts = usableHosts(cidr);
  return `must be ${hosts.first.text} or ${hosts.last.text}, the usable addresses of ${cidr.text}, not ${ip}`;
}
