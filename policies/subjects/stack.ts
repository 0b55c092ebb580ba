/**
 * All tunnels of a stack, each with what ties it to others: its connection, gateways and role. During a preview an id
 * may not be known yet; then the resource that it will come from stands for it, and two tunnels still meet.
 */

import { firstText, read } from "../rule/reading";
import type { Path, Reading } from "../rule/reading";
import { connectionOf } from "./connection";
import type { Connection } from "./connection";
import { factsOf } from "./in-force";
import { ATTACHMENT_TYPE, VPN_TUNNEL_TYPE } from "./resource";
import type { JudgedResource, Ledger } from "./resource";
import { tunnelsOf } from "./tunnel";
import type { Tunnel } from "./tunnel";

/** An id that exists and is not known in this preview. */
export const NOT_KNOWN = Symbol("not known");
export type Id = string | typeof NOT_KNOWN | undefined;

/** What ties a tunnel to others, as a gap names it. */
export const VPN_GATEWAY = "the connection's vpnGatewayId";
export const CUSTOMER_GATEWAY = "customerGatewayId";

export interface StackTunnel {
  readonly tunnel: Tunnel;
  readonly resource: JudgedResource;
  /** What the connection is told apart by: its id, or the URN of the resource that makes it. */
  readonly connection: string;
  /** Whether that is known; otherwise the tunnel stands alone. */
  readonly isPlaced: boolean;
  /** Reading one that is not known notes that. */
  readonly vpnGateway: Id;
  readonly customerGateway: Id;
  /** `master` or `slave`; undefined on a single-tunnel connection, or when not known. */
  readonly role: string | undefined;
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
 * An id at the first of these places that has one. One that is not known yet is told apart by the resource that the
 * property is made from, if that is a single one; otherwise it is noted as unknown.
 */
function idIn(resource: JudgedResource, ledger: Ledger, readings: readonly Reading[], property: string): Id {
  for (const reading of readings) {
    if (reading.state === "known" && typeof reading.value === "string" && reading.value !== "") return reading.value;
    if (reading.state !== "unknown") continue;
    const [source, ...others] = resource.madeFrom?.(property) ?? [];
    if (source !== undefined && others.length === 0) return source;
    ledger.noteUnknown(reading);
    return NOT_KNOWN;
  }
  return undefined;
}

function ownTunnel(tunnel: Tunnel, ledger: Ledger): StackTunnel {
  const { resource } = tunnel;
  const facts = factsOf(resource.props);
  const find = (property: string, reading: Reading): Id => idIn(resource, ledger, [reading], property);
  const value = (property: string): Reading => facts.value([property]).reading;
  // Every tunnel has both gateways. Where neither is found, nobody has read the tunnel: it may be any gateway.
  const gateway = (property: string, what: string, reading: Reading): Id => {
    const id = find(property, reading);
    if (id === undefined) ledger.noteNotJudged(what);
    return id ?? NOT_KNOWN;
  };
  // The resource comes before the id: a Connection of this stack does not know its own id here.
  const connection = resource.madeFrom?.("vpnConnectionId")[0] ?? find("vpnConnectionId", value("vpnConnectionId"));
  return {
    tunnel,
    resource,
    connection: typeof connection === "string" ? connection : resource.urn,
    isPlaced: typeof connection === "string",
    get vpnGateway() {
      return gateway("vpnConnectionId", VPN_GATEWAY, facts.connection("vpnGatewayId"));
    },
    get customerGateway() {
      return gateway("customerGatewayId", CUSTOMER_GATEWAY, value("customerGatewayId"));
    },
    role: firstText(value("role")),
  };
}

function tunnelOfConnection(tunnel: Tunnel, ledger: Ledger): StackTunnel {
  const { resource, path } = tunnel;
  const find = (property: string, place: Path): Id => idIn(resource, ledger, [read(resource.props, place)], property);
  return {
    tunnel,
    resource,
    connection: resource.urn,
    isPlaced: true,
    get vpnGateway() {
      // An attachment hangs on a transit router; it shares nothing with connections of a VPN gateway.
      return resource.type === ATTACHMENT_TYPE ? undefined : find("vpnGatewayId", ["vpnGatewayId"]);
    },
    get customerGateway() {
      const inOption =
        path.length === 0 ? undefined : find("tunnelOptionsSpecifications", [...path, "customerGatewayId"]);
      return inOption ?? find("customerGatewayId", ["customerGatewayId"]);
    },
    role: firstText(read(resource.props, [...path, "role"])),
  };
}

/** The values of a map of lists, with the key that each item belongs to. */
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

/** Whether two entries are, or may be, one tunnel: a VpnTunnel and the connection resource that made its tunnel. */
export function maybeSameTunnel(one: StackTunnel, other: StackTunnel): boolean {
  if (one.resource === other.resource) return false;
  // Where it is not known whose tunnel one is, it may be any; that it is not known has been noted.
  if (!one.isPlaced || !other.isPlaced) return true;
  if (one.connection !== other.connection) return false;
  return one.role === undefined || other.role === undefined || one.role === other.role;
}

export function stackOf(resources: readonly JudgedResource[], ledger: Ledger): Stack {
  // The order of a stack's resources changes from run to run; which of two is reported must not.
  const tunnels = [...resources]
    .sort((one, other) => (one.urn < other.urn ? -1 : 1))
    .flatMap((resource) => tunnelsOf(resource, ledger) ?? [])
    .filter((tunnel) => !tunnel.isPartial)
    .map((tunnel) =>
      tunnel.resource.type === VPN_TUNNEL_TYPE ? ownTunnel(tunnel, ledger) : tunnelOfConnection(tunnel, ledger),
    );
  const connections = [...groupBy(tunnels, ({ connection }) => connection)].flatMap(([key, members]) => {
    // The connection's own resource knows more about it than a tunnel that observed it.
    const best = members.find(({ resource }) => resource.type !== VPN_TUNNEL_TYPE) ?? members[0];
    const connection = best === undefined ? undefined : connectionOf(best.resource, ledger);
    return connection === undefined ? [] : [{ key, connection, tunnels: members }];
  });
  return { tunnels, connections };
}
