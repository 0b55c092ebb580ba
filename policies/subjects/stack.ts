/**
 * All tunnels of a stack, each with its connection and its gateways, so that rules can compare tunnels. During a
 * preview an id may not be known yet. The URN of the resource that will have the id then stands for it.
 */

import { connectionOf } from "./connection";
import type { Connection } from "./connection";
import { read } from "./reading";
import type { Ledger, Path, Reading } from "./reading";
import { ATTACHMENT_TYPE, VPN_TUNNEL_TYPE } from "./resource";
import type { JudgedResource } from "./resource";
import { tunnelsOf } from "./tunnel";
import type { Tunnel } from "./tunnel";
import { vpnTunnelValues } from "./vpn-tunnel";

/** An id that exists and is not known in this preview. */
export const NOT_KNOWN = Symbol("not known");
export type Id = string | typeof NOT_KNOWN | undefined;

/** The two gateways of a tunnel, as a gap names them. */
export const VPN_GATEWAY = "the connection's vpnGatewayId";
export const CUSTOMER_GATEWAY = "customerGatewayId";

export interface StackTunnel {
  readonly tunnel: Tunnel;
  readonly resource: JudgedResource;
  /** Identifies the connection: its id, or the URN of the resource that makes it. */
  readonly connection: string;
  /** Whether the connection is known. Where it is not, `connection` is the URN of the tunnel's own resource. */
  readonly isPlaced: boolean;
  /** Reading a gateway that is not known notes a gap. */
  readonly vpnGateway: Id;
  readonly customerGateway: Id;
}

export interface StackConnection {
  readonly key: string;
  readonly connection: Connection;
  readonly tunnels: readonly StackTunnel[];
}

export interface Stack {
  readonly tunnels: readonly StackTunnel[];
  readonly connections: readonly StackConnection[];
}

/**
 * The id in a property. Where the id is not known yet, the one resource that the property is made from stands for it.
 * An id that is made from several resources is noted as unknown.
 */
function idIn(resource: JudgedResource, ledger: Ledger, reading: Reading, property: string): Id {
  if (reading.state === "known" && typeof reading.value === "string" && reading.value !== "") return reading.value;
  if (reading.state !== "unknown") return undefined;
  const [source, ...others] = resource.madeFrom?.(property) ?? [];
  if (source !== undefined && others.length === 0) return source;
  ledger.noteUnknown(reading);
  return NOT_KNOWN;
}

function ownTunnel(tunnel: Tunnel, ledger: Ledger): StackTunnel {
  const { resource } = tunnel;
  const values = vpnTunnelValues(resource.props);
  const find = (property: string, reading: Reading): Id => idIn(resource, ledger, reading, property);
  const value = (property: string): Reading => values.value([property]).reading;
  // Every tunnel has both gateways. Where a gateway is missing, nobody has read the tunnel, and it may be any gateway.
  const gateway = (property: string, what: string, reading: Reading): Id => {
    const id = find(property, reading);
    if (id === undefined) ledger.noteNotJudged(what);
    return id ?? NOT_KNOWN;
  };
  // The resource comes before the id, because a Connection of this stack has no id of its own among its properties.
  const connection = resource.madeFrom?.("vpnConnectionId")[0] ?? find("vpnConnectionId", value("vpnConnectionId"));
  return {
    tunnel,
    resource,
    connection: typeof connection === "string" ? connection : resource.urn,
    isPlaced: typeof connection === "string",
    get vpnGateway() {
      return gateway("vpnConnectionId", VPN_GATEWAY, values.connection("vpnGatewayId"));
    },
    get customerGateway() {
      return gateway("customerGatewayId", CUSTOMER_GATEWAY, value("customerGatewayId"));
    },
  };
}

function tunnelOfConnection(tunnel: Tunnel, ledger: Ledger): StackTunnel {
  const { resource, path } = tunnel;
  const find = (property: string, place: Path): Id => idIn(resource, ledger, read(resource.props, place), property);
  return {
    tunnel,
    resource,
    connection: resource.urn,
    isPlaced: true,
    get vpnGateway() {
      // An attachment belongs to a transit router and has no VPN gateway.
      return resource.type === ATTACHMENT_TYPE ? undefined : find("vpnGatewayId", ["vpnGatewayId"]);
    },
    get customerGateway() {
      const inOption =
        path.length === 0 ? undefined : find("tunnelOptionsSpecifications", [...path, "customerGatewayId"]);
      return inOption ?? find("customerGatewayId", ["customerGatewayId"]);
    },
  };
}

/** The items of each key, in their order; items without a key are left out. */
export function groupBy<T>(
  items: readonly T[],
  key: (item: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

/** Whether two entries may be about one tunnel: a VpnTunnel, and the connection resource that made its tunnel. */
export function mayBeSameTunnel(one: StackTunnel, other: StackTunnel): boolean {
  if (one.resource === other.resource) return false;
  // A tunnel of an unknown connection may be any tunnel. The ledger has that as unknown already.
  if (!one.isPlaced || !other.isPlaced) return true;
  if (one.connection !== other.connection) return false;
  const [role, otherRole] = [one.tunnel.role, other.tunnel.role];
  return role === undefined || otherRole === undefined || role === otherRole;
}

export function stackOf(resources: readonly JudgedResource[], ledger: Ledger): Stack {
  // The order of a stack's resources changes from run to run. A rule must report the same resource each time.
  const tunnels = [...resources]
    .sort((one, other) => (one.urn < other.urn ? -1 : 1))
    .flatMap((resource) => tunnelsOf(resource, ledger) ?? [])
    .filter((tunnel) => !tunnel.isPartial)
    .map((tunnel) =>
      tunnel.resource.type === VPN_TUNNEL_TYPE ? ownTunnel(tunnel, ledger) : tunnelOfConnection(tunnel, ledger),
    );
  const connections = [...groupBy(tunnels, ({ connection }) => connection)].flatMap(([key, members]) => {
    // The connection's own resource has more of its properties than a tunnel that observed it.
    const best = members.find(({ resource }) => resource.type !== VPN_TUNNEL_TYPE) ?? members[0];
    const connection = best === undefined ? undefined : connectionOf(best.resource, ledger);
    return connection === undefined ? [] : [{ key, connection, tunnels: members }];
  });
  return { tunnels, connections };
}
