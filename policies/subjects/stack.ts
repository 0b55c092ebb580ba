/**
 * All tunnels of a stack, each with its connection and its gateways, so that rules can compare tunnels. During a
 * preview an id may not be known yet. The URN of the resource that will have the id then stands for it.
 */

import { connectionOf } from "./connection";
import type { Connection } from "./connection";
import { firstText, pathText, read } from "./reading";
import type { Ledger, Path, Reading } from "./reading";
import { kindOf } from "./resource";
import type { JudgedResource } from "./resource";
import type { Tunnel } from "./tunnel";
import { tunnelsOf } from "./tunnels-of";
import type { VpnTunnelValues } from "./vpn-tunnel";

/** An id that exists and is not known in this preview. */
export const NOT_KNOWN = Symbol("not known");
export type Id = string | typeof NOT_KNOWN | undefined;

/** The two gateways of a tunnel: as a gap names the one, and the path of the other. */
export const VPN_GATEWAY = "the connection's vpnGatewayId";
export const CUSTOMER_GATEWAY: Path = ["customerGatewayId"];

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
  /** All resources that a rule over a stack may ask about, by their URN; also VPCs, and VPN types without a rule. */
  readonly resources: readonly JudgedResource[];
  readonly ledger: Ledger;
}

/**
 * The id in a property. Where the id is not known yet, the one resource that the property is made from stands for it.
 * An id that is made from several resources is noted as unknown.
 */
export function idIn(resource: JudgedResource, ledger: Ledger, reading: Reading, property: string): Id {
  if (reading.state === "known" && typeof reading.value === "string" && reading.value !== "") return reading.value;
  if (reading.state !== "unknown") return undefined;
  const [source, ...others] = resource.madeFrom?.(property) ?? [];
  if (source !== undefined && others.length === 0) return source;
  ledger.noteUnknown(reading);
  return NOT_KNOWN;
}

/** Rules compare each tunnel with each other one, so what is read is read once. */
function once(find: () => Id): () => Id {
  let found: { readonly id: Id } | undefined;
  return () => (found ??= { id: find() }).id;
}

function ownTunnel(tunnel: Tunnel, values: VpnTunnelValues, ids: ConnectionIds, ledger: Ledger): StackTunnel {
  const { resource } = tunnel;
  const find = (property: string, reading: Reading): Id => idIn(resource, ledger, reading, property);
  // Every tunnel has both gateways. Where a gateway is missing, nobody has read the tunnel, and it may be any gateway.
  const gateway = (property: string, what: string, reading: Reading): Id => {
    const id = find(property, reading);
    if (id === undefined) ledger.noteNotJudged(what);
    return id ?? NOT_KNOWN;
  };
  const vpnGateway = once(() => gateway("vpnConnectionId", VPN_GATEWAY, values.connection("vpnGatewayId")));
  const customerGateway = once(() => {
    const place = values.place(CUSTOMER_GATEWAY);
    return gateway(String(place[0]), pathText(place), values.value(CUSTOMER_GATEWAY).reading);
  });
  // The resource comes before the id, because a Connection that is yet to be made has no id.
  const source = resource.madeFrom?.("vpnConnectionId")[0];
  const id = source ?? find("vpnConnectionId", values.value(["vpnConnectionId"]).reading);
  const connection = typeof id === "string" ? (ids.get(id) ?? id) : undefined;
  return {
    tunnel,
    resource,
    connection: connection ?? resource.urn,
    isPlaced: connection !== undefined,
    get vpnGateway() {
      return vpnGateway();
    },
    get customerGateway() {
      return customerGateway();
    },
  };
}

function tunnelOfConnection(tunnel: Tunnel, ledger: Ledger): StackTunnel {
  const { resource, path } = tunnel;
  const find = (property: string, place: Path): Id => idIn(resource, ledger, read(resource.props, place), property);
  // An attachment belongs to a transit router and has no VPN gateway.
  const vpnGateway = once(() =>
    kindOf(resource) === "attachment" ? undefined : find("vpnGatewayId", ["vpnGatewayId"]),
  );
  const customerGateway = once(() => {
    const option = path.length === 0 ? undefined : find("tunnelOptionsSpecifications", [...path, "customerGatewayId"]);
    return option ?? find("customerGatewayId", ["customerGatewayId"]);
  });
  return {
    tunnel,
    resource,
    connection: resource.urn,
    isPlaced: true,
    get vpnGateway() {
      return vpnGateway();
    },
    get customerGateway() {
      return customerGateway();
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

/**
 * Whether two entries may be about one tunnel: one of ours, and the connection resource that made it. The two tunnels
 * of one resource are not.
 */
export function mayBeSameTunnel(one: StackTunnel, other: StackTunnel): boolean {
  if (one.resource === other.resource) return false;
  // A tunnel of an unknown connection may be any tunnel. The ledger has that as unknown already.
  if (!one.isPlaced || !other.isPlaced) return true;
  if (one.connection !== other.connection) return false;
  const [role, otherRole] = [one.tunnel.role, other.tunnel.role];
  return role === undefined || otherRole === undefined || role === otherRole;
}

/** The URN of each connection resource by the id that it has; one that is yet to be made has none. */
type ConnectionIds = ReadonlyMap<string, string>;

const connectionIds = (resources: readonly JudgedResource[]): ConnectionIds =>
  new Map(
    resources
      .filter((resource) => ["connection", "attachment"].includes(kindOf(resource) ?? ""))
      .flatMap(({ props, urn }) => {
        const id = firstText(read(props, ["id"]));
        return id === undefined ? [] : [[id, urn] as const];
      }),
  );

export function stackOf(resources: readonly JudgedResource[], ledger: Ledger): Stack {
  const ids = connectionIds(resources);
  // The order of a stack's resources changes from run to run. A rule must report the same resource each time.
  const inOrder = [...resources].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  const tunnels = inOrder
    .flatMap((resource) => tunnelsOf(resource, ledger) ?? [])
    .filter((tunnel) => !tunnel.isPartial)
    .map((tunnel) =>
      tunnel.own === undefined ? tunnelOfConnection(tunnel, ledger) : ownTunnel(tunnel, tunnel.own, ids, ledger),
    );
  const connections = [...groupBy(tunnels, ({ connection }) => connection)].flatMap(([key, members]) => {
    // The connection's own resource has more of its properties than a tunnel that observed it.
    const best = members.find(({ tunnel }) => tunnel.own === undefined) ?? members[0];
    const connection = best === undefined ? undefined : connectionOf(best.resource, ledger);
    return connection === undefined ? [] : [{ key, connection, tunnels: members }];
  });
  return { tunnels, connections, resources: inOrder, ledger };
}
