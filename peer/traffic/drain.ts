/** Moves traffic off a tunnel before it is changed, and back onto it. */

import { PeerConfigError } from "../error";
import type { PeerModel } from "../model/model";
import type { PeerConfigOptions } from "../options";
import { blocksToAnnounce } from "../renderer/selection";
import type { Renderer } from "../renderer/spec";
import { DRAINED, drainedTunnel, type DrainedSession, type DrainedTunnel } from "./drained-tunnel";
import { fortiosSession } from "./fortios";
import { frrMoves } from "./frr";
import type { Moves } from "./policy-words";
import { h3cRoutes, h3cSession, huaweiRoutes, huaweiSession, iosRoutes, iosSession } from "./routers";
import { junosRoutes, junosSession, vyosRoutes, vyosSession } from "./set-commands";

/** A device's own commands, complete and in their order; `undrain` undoes exactly what `drain` does. */
export interface DrainCommands extends Moves {
  /** Sentences for the person who runs the commands. */
  readonly notes: readonly string[];
}

/** What a kind of device has; a text is the reason why it has not. */
interface Ways {
  readonly session: ((tunnel: DrainedTunnel, session: DrainedSession, announces: boolean) => Moves) | string;
  readonly routes: ((tunnel: DrainedTunnel) => Moves) | string;
}

const WITHOUT_BGP =
  "writes no BGP: with BGP, take the commands of the router beside it (frr); without BGP, " +
  "change the metric of the tunnel's routes on the machine";

const WAYS: Readonly<Record<string, Ways>> = {
  frr: { session: frrMoves, routes: "routes by BGP only, and the tunnel has none" },
  "ios-xe": { session: iosSession, routes: iosRoutes },
  fortios: {
    session: fortiosSession,
    routes:
      "numbers its static routes itself, so no command can name them here: find the number with " +
      "`show router static`, and set a higher distance there, or use BGP",
  },
  junos: { session: junosSession, routes: junosRoutes },
  "huawei-ar": { session: huaweiSession, routes: (tunnel) => huaweiRoutes(tunnel, "Tunnel0/0/") },
  "huawei-usg": { session: huaweiSession, routes: (tunnel) => huaweiRoutes(tunnel, "Tunnel") },
  h3c: { session: h3cSession, routes: h3cRoutes },
  asa: {
    session: "takes no drain here: shut the tunnel's interface down (`shutdown`), which ends its sessions",
    routes: "takes no drain here: shut the tunnel's interface down (`shutdown`), which ends its sessions",
  },
  "pan-os": {
    session:
      "takes no drain here: change the import and export rules of this tunnel (local-preference, as-path prepend)",
    routes: "takes no drain here: raise the metric of this tunnel's static routes, and commit",
  },
  vyos: { session: vyosSession, routes: vyosRoutes },
  strongswan: { session: WITHOUT_BGP, routes: WITHOUT_BGP },
  libreswan: { session: WITHOUT_BGP, routes: WITHOUT_BGP },
  routeros: {
    session: "has no tunnel interface, so no routes choose between the tunnels",
    routes:
      "uses one tunnel at a time: there the IPsec policy chooses; disable the policy of this tunnel and enable the " +
      "other one's",
  },
};

/** The devices that the commands are known for, at least with BGP. */
export const drainableDevices: readonly string[] = Object.keys(WAYS).filter(
  (id) => typeof WAYS[id]?.session !== "string",
);

/**
 * The commands that move traffic off one tunnel, and back. With BGP they work in both directions at once: the device
 * prefers the other tunnel, and tells the cloud to do so. With static routes only the device's own direction moves.
 * @throws PeerConfigError with the reason why there are none, and what works instead.
 */
export function movesOf(
  model: PeerModel,
  device: Pick<Renderer, "id" | "title" | "numbers">,
  tunnelId: string,
  options: PeerConfigOptions = {},
): DrainCommands {
  const { id, title } = device;
  const tunnel = drainedTunnel(model, device, tunnelId, options);
  const ways = WAYS[id];
  const refused = (reason: string): PeerConfigError =>
    new PeerConfigError({ property: "drain", device: title, reason });
  if (ways === undefined) throw refused("is not known for this device");
  if (tunnel.bgp !== undefined) {
    if (typeof ways.session === "string") throw refused(`is not written: the device ${ways.session}`);
    const announces = blocksToAnnounce(model, options).length > 0;
    return { ...ways.session(tunnel, tunnel.bgp, announces), notes: SESSION_NOTES };
  }
  if (typeof ways.routes === "string") throw refused(`is not written: the device ${ways.routes}`);
  if (tunnel.routes.length === 0)
    throw new PeerConfigError({
      property: "options.routes",
      reason: "must be given: the connection does not name the blocks that are routed into the tunnel",
    });
  if (id === "junos" && !tunnel.routeBased)
    throw refused("is not written: the device makes the routes of traffic selectors itself; use BGP, or 0.0.0.0/0");
  return { ...ways.routes(tunnel), notes: ROUTE_NOTES };
}

const SESSION_NOTES: readonly string[] = [
  `Routes of this tunnel have local preference ${DRAINED.preference}, and what is announced over it has a path that is ` +
    `${DRAINED.pathLength} longer: both directions move to the other tunnel, which has to be up.`,
  "A device with an advertisement interval (30 s on some) may hold back a second change within it.",
  "A route policy of your own on this session, in a direction where the written configuration has none, is replaced " +
    "by the drain and not put back.",
];

const ROUTE_NOTES: readonly string[] = [
  `The static routes of this tunnel have distance ${DRAINED.distance}: the device sends through the other tunnel.`,
  "The cloud's own direction does not move: without BGP, the cloud chooses the tunnel by itself.",
];
