import { type Connection, type CustomerGateway, type Tunnel, type VpnGateway, linksOf } from "./entities";

export interface TunnelPlace {
  readonly connection: Connection;
  readonly tunnel: Tunnel;
}

/** Everything the simulator knows, indexed for the filters of DescribeVpnConnections. */
export class Store {
  readonly gateways = new Map<string, VpnGateway>();
  readonly customerGateways = new Map<string, CustomerGateway>();
  private readonly connectionsById = new Map<string, Connection>();
  private readonly tunnelsById = new Map<string, TunnelPlace>();
  private readonly byGateway = new Map<string, Set<Connection>>();
  private readonly byCustomerGateway = new Map<string, Set<Connection>>();
  private readonly lists = new Map<string, readonly Connection[]>();

  get connectionCount(): number {
    return this.connectionsById.size;
  }

  connections(): IterableIterator<Connection> {
    return this.connectionsById.values();
  }

  connection(id: string): Connection | undefined {
    return this.connectionsById.get(id);
  }

  tunnel(id: string): TunnelPlace | undefined {
    return this.tunnelsById.get(id);
  }

  /** All of one account in one region, oldest first. The array is kept between changes, so paging costs a slice. */
  inRegion(accountId: string, regionId: string): readonly Connection[] {
    const scope = scopeOf(accountId, regionId);
    let list = this.lists.get(scope);
    if (!list) {
      list = [...this.connectionsById.values()].filter((one) => scopeOf(one.AccountId, one.RegionId) === scope);
      this.lists.set(scope, list);
    }
    return list;
  }

  onGateway(id: string): ReadonlySet<Connection> {
    return this.byGateway.get(id) ?? new Set();
  }

  onCustomerGateway(id: string): ReadonlySet<Connection> {
    return this.byCustomerGateway.get(id) ?? new Set();
  }

  /** Adds a connection, or takes over a new version of a known one. */
  put(connection: Connection): void {
    const previous = this.connectionsById.get(connection.VpnConnectionId);
    if (previous && previous !== connection) this.unindex(previous);
    this.connectionsById.set(connection.VpnConnectionId, connection);
    for (const tunnel of connection.tunnels) this.tunnelsById.set(tunnel.TunnelId, { connection, tunnel });
    this.lists.delete(scopeOf(connection.AccountId, connection.RegionId));
    if (connection.VpnGatewayId) add(this.byGateway, connection.VpnGatewayId, connection);
    for (const link of linksOf(connection)) add(this.byCustomerGateway, link.CustomerGatewayId, connection);
  }

  remove(id: string): boolean {
    const connection = this.connectionsById.get(id);
    if (!connection) return false;
    this.connectionsById.delete(id);
    this.unindex(connection);
    return true;
  }

  /** To be called after a link of the connection went to another customer gateway. */
  moved(connection: Connection, fromCustomerGateway: string): void {
    const links = linksOf(connection);
    if (!links.some((link) => link.CustomerGatewayId === fromCustomerGateway)) {
      this.byCustomerGateway.get(fromCustomerGateway)?.delete(connection);
    }
    for (const link of links) add(this.byCustomerGateway, link.CustomerGatewayId, connection);
  }

  private unindex(connection: Connection): void {
    for (const tunnel of connection.tunnels) this.tunnelsById.delete(tunnel.TunnelId);
    this.lists.delete(scopeOf(connection.AccountId, connection.RegionId));
    this.byGateway.get(connection.VpnGatewayId)?.delete(connection);
    for (const link of linksOf(connection)) this.byCustomerGateway.get(link.CustomerGatewayId)?.delete(connection);
  }
}

function scopeOf(accountId: string, regionId: string): string {
  return `${accountId}/${regionId}`;
}

function add(index: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const known = index.get(key);
  if (known) known.add(connection);
  else index.set(key, new Set([connection]));
}
