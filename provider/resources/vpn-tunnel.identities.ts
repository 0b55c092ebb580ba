import type { Scalar } from "../core/field";
import { parseAddress } from "../ipsec/cidr";

/** Id of the Pulumi resource: connection and tunnel, so that it says by itself what it stands for. */
export function resourceId(vpnConnectionId: string, tunnelId: string): string {
  return `${vpnConnectionId}:${tunnelId}`;
}

/** The two halves of a resource id, or undefined where the text is none. */
export function parseResourceId(
  id: string,
): { readonly vpnConnectionId: string; readonly tunnelId: string } | undefined {
  const [vpnConnectionId, tunnelId, ...rest] = id.split(":");
  return vpnConnectionId && tunnelId && rest.length === 0 ? { vpnConnectionId, tunnelId } : undefined;
}

/** True where an IKE identity is an IPv4 address and not a name. */
export function isAddress(value: Scalar): boolean {
  return parseAddress(String(value)).ok;
}
