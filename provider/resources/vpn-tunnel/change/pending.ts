import type { ConnectionWire } from "../../../api/wire";

/**
 * States in which the API is still at work (DescribeVpnConnections, State of a connection and of a tunnel).
 * A word that is not listed counts as settled: the API may be newer than we are, and a wait must end.
 */
const PENDING: ReadonlySet<string> = new Set([
  "updating",
  "provisioning",
  "upgrading",
  "attaching",
  "detaching",
  "deleting",
]);

/** What of a connection is still being configured, in words, or undefined where it is settled. */
export function pendingPart(connection: ConnectionWire): string | undefined {
  if (isPending(connection.State)) return `${connection.VpnConnectionId} is ${connection.State}`;
  const tunnel = connection.TunnelOptionsSpecification.find((candidate) => isPending(candidate.State));
  return tunnel && `${tunnel.TunnelId ?? "tunnel"} is ${tunnel.State}`;
}

const isPending = (state: string | undefined): boolean => state !== undefined && PENDING.has(state.toLowerCase());
