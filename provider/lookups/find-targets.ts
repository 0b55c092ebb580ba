import type { VpcApi } from "../api/vpc-api";
import { connectionInfo, type TunnelInfo, type VpnConnectionInfo } from "./connection";
import { NotFound } from "./not-found";
import { listConnections, type ConnectionFilters, type OnProgress } from "./list-connections";

/** Tunnels of one connection: all of them, or those that were named. */
export interface NamedTunnels {
  readonly connection: VpnConnectionInfo;
  readonly tunnels: readonly TunnelInfo[];
}

/** With more ids than this, listing all connections costs less than one request for each id. */
const FEW = 5;

/**
 * The tunnels that ids name: a connection's id stands for all its tunnels; a tunnel is named by its own id, or by the
 * id of its resource, `<VpnConnectionId>:<TunnelId>`. Without ids, all tunnels of the connections that match the
 * filters.
 * @throws NotFound with every id that names nothing.
 */
export async function findTunnels(
  api: VpcApi,
  ids: readonly string[],
  filters: ConnectionFilters = {},
  onProgress?: OnProgress,
): Promise<readonly NamedTunnels[]> {
  const { targets, missing } = namedTunnels(await candidates(api, ids, filters, onProgress), ids);
  if (missing.length > 0) throw new NotFound(missing);
  return targets;
}

/** The tunnels of these connections that ids name, or all of them without ids; and the ids that name none of them. */
export function namedTunnels(
  connections: readonly VpnConnectionInfo[],
  ids: readonly string[],
): { readonly targets: readonly NamedTunnels[]; readonly missing: readonly string[] } {
  if (ids.length === 0)
    return { targets: connections.map((connection) => ({ connection, tunnels: connection.tunnels })), missing: [] };
  const missing = ids.filter((id) => !connections.some((connection) => tunnelsNamed(connection, id).length > 0));
  const targets = connections.flatMap((connection) => {
    const tunnels = connection.tunnels.filter((tunnel) =>
      ids.some((id) => tunnelsNamed(connection, id).includes(tunnel)),
    );
    return tunnels.length === 0 ? [] : [{ connection, tunnels }];
  });
  return { targets, missing };
}

function tunnelsNamed(connection: VpnConnectionInfo, id: string): VpnConnectionInfo["tunnels"] {
  if (id === connection.vpnConnectionId) return connection.tunnels;
  return connection.tunnels.filter(
    ({ tunnelId }) => tunnelId !== undefined && (id === tunnelId || id === `${connection.vpnConnectionId}:${tunnelId}`),
  );
}

async function candidates(
  api: VpcApi,
  ids: readonly string[],
  filters: ConnectionFilters,
  onProgress: OnProgress | undefined,
): Promise<readonly VpnConnectionInfo[]> {
  const info = (region: string) => (wire: Parameters<typeof connectionInfo>[0]) => connectionInfo(wire, region, false);
  const owners = [...new Set(ids.map((id) => id.split(":")[0] ?? ""))];
  // The API has no filter for a tunnel's own id: the tunnel can be in any connection.
  const isDirect = owners.length > 0 && owners.length <= FEW && owners.every((id) => id.startsWith("vco-"));
  if (!isDirect) return (await listConnections(api, filters, onProgress)).map(info(api.account.region));
  const pages = await Promise.all(
    owners.map((vpnConnectionId) => api.describeVpnConnections({ ...filters, vpnConnectionId })),
  );
  return pages.flatMap(({ connections }) => connections).map(info(api.account.region));
}
