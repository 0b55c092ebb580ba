import { readAllPages } from "../api/all-pages";
import type { ConnectionQuery, VpcApi } from "../api/vpc-api";
import type { ConnectionWire } from "../api/wire";

/** The filters of DescribeVpnConnections. A connection has to match all that are given. */
export type ConnectionFilters = Pick<
  ConnectionQuery,
  "vpnConnectionId" | "vpnGatewayId" | "customerGatewayId" | "resourceGroupId" | "tags"
>;

/** Called after each page, with the number of items that are done. */
export type OnProgress = (done: number, total: number) => void;

/** Lists all connections that match, by name. A connection that moves to another page meanwhile is listed once. */
export async function listConnections(
  api: Pick<VpcApi, "describeVpnConnections">,
  filters: ConnectionFilters = {},
  onProgress: OnProgress = () => {},
): Promise<readonly ConnectionWire[]> {
  const all = await readAllPages(async (pageNumber) => {
    const { connections, totalCount } = await api.describeVpnConnections({ ...filters, pageNumber });
    return { items: connections, totalCount };
  }, onProgress);
  return [...new Map(all.map((connection) => [connection.VpnConnectionId, connection])).values()].sort(byName);
}

const byName = (a: ConnectionWire, b: ConnectionWire): number =>
  compareTexts(a.Name ?? "", b.Name ?? "") || compareTexts(a.VpnConnectionId, b.VpnConnectionId);

/** The order must be the same everywhere, so it does not depend on the language of the machine. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
