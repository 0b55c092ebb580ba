/**
 * All tunnels of a stack, each with what ties it to others: its connection, gateways and role. During a preview an id
 * may not be known yet; then the resource that it will come from stands for it, and two tunnels still meet.
 */

import { read } from "../rule/reading";
import type { Path } from "../rule/reading";
import { connectionOf } from "./connection";
import type { Connection } from "./connection";
import { ATTACHMENT_TYPE, Ledger, VPN_TUNNEL_TYPE } from "./resource";
import type { JudgedResource } from "./resource";
import { tunnelsOf } from "./tunnel";
import type { Tunnel } from "./tunnel";

export interface StackTunnel {
  readonly tunnel: Tunnel;
  readonly resource: JudgedResource;
  /** What the connection is told apart by: its id, or the URN of the resource that makes it. */
  readonly connection: string;
  readonly vpnGateway: string | undefined;
  readonly customerGateway: string | undefined;
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

function text(resource: JudgedResource, ...paths: readonly Path[]): string | undefined {
  for (const path of paths) {
    const reading = read(resource.props, path);
    if (reading.state === "known" && typeof reading.value === "string" && reading.value !== "") return reading.value;
  }
  return undefined;
}

const madeFrom = (resource: JudgedResource, property: string): string | undefined => resource.madeFrom?.(property)[0];

function tieOf(tunnel: Tunnel): StackTunnel {
  const { resource, path } = tunnel;
  if (resource.type === VPN_TUNNEL_TYPE) {
    return {
      tunnel,
      resource,
      // The resource comes before the id: a Connection of this stack does not know its own id here.
      connection: madeFrom(resource, "vpnConnectionId") ?? text(resource, ["vpnConnectionId"]) ?? resource.urn,
      vpnGateway: text(resource, ["observed", "vpnGatewayId"], ["vpnGatewayId"]),
      customerGateway:
        text(resource, ["customerGatewayId"], ["observed", "customerGatewayId"]) ??
        madeFrom(resource, "customerGatewayId"),
      role: text(resource, ["role"], ["observed", "role"]),
    };
  }
  return {
    tunnel,
    resource,
    connection: resource.urn,
    vpnGateway:
      // An attachment hangs on a transit router; nothing of it is shared with connections of a gateway.
      resource.type === ATTACHMENT_TYPE
        ? undefined
        : (text(resource, ["vpnGatewayId"]) ?? madeFrom(resource, "vpnGatewayId")),
    customerGateway:
      text(resource, [...path, "customerGatewayId"], ["customerGatewayId"]) ?? madeFrom(resource, "customerGatewayId"),
    role: text(resource, [...path, "role"]),
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
  if (one.connection !== other.connection || one.resource === other.resource) return false;
  return one.role === undefined || other.role === undefined || one.role === other.role;
}

export function stackOf(resources: readonly JudgedResource[], ledger: Ledger): Stack {
  const tunnels = resources
    .flatMap((resource) => tunnelsOf(resource, ledger) ?? [])
    .filter((tunnel) => !tunnel.isPartial)
    .map(tieOf);
  const connections = [...groupBy(tunnels, ({ connection }) => connection)].flatMap(([key, members]) => {
    // The connection's own resource knows more about it than a tunnel that observed it.
    const best = members.find(({ resource }) => resource.type !== VPN_TUNNEL_TYPE) ?? members[0];
    const connection = best === undefined ? undefined : connectionOf(best.resource, ledger);
    return connection === undefined ? [] : [{ key, connection, tunnels: members }];
  });
  return { tunnels, connections };
}
