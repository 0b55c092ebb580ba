import type { ConnectionQuery, VpcApi } from "../api/vpc-api";
import type { ConnectionWire } from "../api/wire";

/** Which connections: every filter of DescribeVpnConnections. They combine. */
export type ConnectionFilters = Pick<
  ConnectionQuery,
  "vpnConnectionId" | "vpnGatewayId" | "customerGatewayId" | "resourceGroupId" | "tags"
>;

/** Told after each page. */
export type OnProgress = (done: number, total: number) => void;

/**
 * All connections that match, of all pages, by name. A connection that moves to another page while they are read is
 * taken once.
 */
export async function listConnections(
  api: Pick<VpcApi, "describeVpnConnections">,
  filters: ConnectionFilters = {},
  onProgress: OnProgress = () => {},
): Promise<readonly ConnectionWire[]> {
  const found = new Map<string, ConnectionWire>();
  let seen = 0;
  for (let pageNumber = 1; ; pageNumber += 1) {
    const page = await api.describeVpnConnections({ ...filters, pageNumber });
    for (const connection of page.connections) found.set(connection.VpnConnectionId, connection);
    seen += page.connections.length;
    onProgress(Math.min(seen, page.totalCount), page.totalCount);
    if (page.connections.length === 0 || seen >= page.totalCount) return [...found.values()].sort(byName);
  }
}

const byName = (a: ConnectionWire, b: ConnectionWire): number =>
  compare(a.Name ?? "", b.Name ?? "") || compare(a.VpnConnectionId, b.VpnConnectionId);

/** Not by the language of the machine: the order must be the same everywhere. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
