import { connectionState, tunnelState } from "../model/configuring";
import type { Connection, Link, Tunnel } from "../model/entities";
import { bgpStatus, healthStatus } from "../negotiation/bgp";
import type { World } from "../world";

/** What of an answer changes without anybody changing what is stored: with time, and with what the gateways do. */
export interface Live {
  readonly state: string;
  readonly health: string;
  readonly single?: LiveLink<Link>;
  readonly tunnels: readonly LiveLink<Tunnel>[];
}

export interface LiveLink<L extends Link> {
  readonly link: L;
  readonly state: string;
  readonly status: string;
  readonly bgpStatus: string;
}

export function liveOf(connection: Connection, world: World, now: number): Live {
  const of = <L extends Link>(link: L, state: string): LiveLink<L> => ({
    link,
    state,
    status: world.negotiations.state(connection, link, now).Status,
    bgpStatus: link.BgpConfig ? bgpStatus(connection, link, world, now) : "",
  });
  const state = connectionState(connection, now);
  return {
    state,
    health: healthStatus(connection, world, now),
    ...(connection.single ? { single: of(connection.single, state) } : {}),
    tunnels: connection.tunnels.map((tunnel) => of(tunnel, tunnelState(tunnel, now))),
  };
}

/** The same text for the same values. */
export function textOf({ state, health, single, tunnels }: Live): string {
  let text = `${state} ${health}`;
  if (single) text += ` ${single.status} ${single.bgpStatus}`;
  for (const one of tunnels) text += ` ${one.state} ${one.status} ${one.bgpStatus}`;
  return text;
}
