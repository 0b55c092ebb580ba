import { connectionState, tunnelState } from "../model/configuring";
import type { Connection, Link, Tunnel } from "../model/entities";
import type { Modes } from "../modes";
import { type Network, bgpStatus, healthStatus } from "../negotiation/bgp";

/** The sources of an answer, beside the connection. */
export interface AnswerSources extends Network {
  readonly modes: Modes;
}

/** The part of an answer that changes though the stored state does not: with time, and with what the gateways do. */
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

export function liveOf(connection: Connection, network: Network, now: number): Live {
  const of = <L extends Link>(link: L, state: string): LiveLink<L> => ({
    link,
    state,
    status: statusOf(connection, link, network, now),
    bgpStatus: bgpStatusOf(connection, link, network, now),
  });
  const state = connectionState(connection, now);
  return {
    state,
    health: healthStatus(connection, network, now),
    ...(connection.single ? { single: of(connection.single, state) } : {}),
    tunnels: connection.tunnels.map((tunnel) => of(tunnel, tunnelState(tunnel, now))),
  };
}

/** True where `liveOf` would say the same again; it costs a fraction of it. */
export function isStill(live: Live, connection: Connection, network: Network, now: number): boolean {
  const isSame = ({ link, status, bgpStatus: bgp }: LiveLink<Link>): boolean =>
    status === statusOf(connection, link, network, now) && bgp === bgpStatusOf(connection, link, network, now);
  return (
    live.state === connectionState(connection, now) &&
    live.health === healthStatus(connection, network, now) &&
    (live.single === undefined || isSame(live.single)) &&
    live.tunnels.every((one) => one.state === tunnelState(one.link, now) && isSame(one))
  );
}

const statusOf = (connection: Connection, link: Link, network: Network, now: number): string =>
  network.negotiations.state(connection, link, now).Status;

const bgpStatusOf = (connection: Connection, link: Link, network: Network, now: number): string =>
  link.BgpConfig ? bgpStatus(connection, link, network, now) : "";
