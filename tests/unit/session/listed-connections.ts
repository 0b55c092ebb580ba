import type { ConnectionWire } from "../../../provider/api/wire";
import type { ConnectionPages } from "../../../provider/session/connection-listing";

type Query = Parameters<ConnectionPages["describeVpnConnections"]>[0];

export interface ListedConnections extends ConnectionPages {
  readonly calls: string[];
  connections: ConnectionWire[];
  /** What a listing does not show, though it is there when asked for by id. */
  hidden: Set<string>;
  /** Runs after the answer was made up and before it arrives. */
  underway: (call: string) => void | Promise<void>;
}

/** Connections behind pages of the size asked for, as DescribeVpnConnections lists them. */
export function listedConnections(count: number): ListedConnections {
  const api: ListedConnections = {
    calls: [],
    connections: Array.from({ length: count }, (_, index) => connectionNamed(`vco-${index}`)),
    hidden: new Set(),
    underway: () => {},
    describeVpnConnections: async (query) => {
      const call = nameOf(query);
      api.calls.push(call);
      const { pageNumber = 1, pageSize = 10 } = query;
      const found = api.connections.filter((each) => matches(query, each, api.hidden));
      const page = structuredClone(found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize));
      await api.underway(call);
      return { connections: page, totalCount: found.length };
    },
  };
  return api;
}

export function connectionNamed(id: string, changes: Partial<ConnectionWire> = {}): ConnectionWire {
  return { VpnConnectionId: id, VpnGatewayId: "vpn-1", Tags: [], TunnelOptionsSpecification: [], ...changes };
}

function matches(query: Query, connection: ConnectionWire, hidden: ReadonlySet<string>): boolean {
  if (query.vpnConnectionId !== undefined) return connection.VpnConnectionId === query.vpnConnectionId;
  if (query.vpnGatewayId !== undefined) return connection.VpnGatewayId === query.vpnGatewayId;
  return !hidden.has(connection.VpnConnectionId);
}

function nameOf(query: Query): string {
  const page = `page ${query.pageNumber ?? 1} of ${query.pageSize ?? 10}`;
  return query.vpnConnectionId ?? (query.vpnGatewayId === undefined ? page : `${query.vpnGatewayId} ${page}`);
}
