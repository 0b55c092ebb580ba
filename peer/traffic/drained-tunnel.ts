/** The tunnel to move traffic off, as its device's configuration has it. */

import { PeerConfigError } from "../error";
import type { PeerModel } from "../model/model";
import { checkOptions, type PeerConfigOptions } from "../options";
import { bgpRouter } from "../renderer/bgp";
import { firstNumber, namePrefix } from "../renderer/numbering";
import { blocksToRoute, selectedTunnels } from "../renderer/selection";
import type { Renderer } from "../renderer/spec";

export interface DrainedTunnel {
  /** The prefix of every name in the configuration, such as `ali`. */
  readonly prefix: string;
  /** The tunnel's name in the configuration, such as `ali-t1`. */
  readonly name: string;
  readonly number: number;
  /** The distance of its static routes. */
  readonly distance: number;
  /** The blocks of its static routes; none with BGP. */
  readonly routes: readonly string[];
  /** True if a test of the tunnel is bound to its static routes. */
  readonly isTracked: boolean;
  /** True if both sides of the traffic selectors are 0.0.0.0/0. */
  readonly routeBased: boolean;
  readonly bgp: DrainedSession | undefined;
}

export interface DrainedSession {
  readonly asn: number;
  /** The cloud's address in the tunnel. */
  readonly neighbor: string;
  /** What the configuration prefers: the master's routes, the standby's longer path, or neither without roles. */
  readonly part: "master" | "standby" | "equal";
}

/** A tunnel that traffic is kept off: routes through any other tunnel are better. */
export const DRAINED = { preference: 50, pathLength: 5, distance: 250 } as const;

/** The values that the configuration has where it prefers the master. */
export const IN_USE = { preference: 200, pathLength: 2 } as const;

/** The tunnel with this id. Throws PeerConfigError where there is nothing to move traffic with, or no tunnel for it. */
export function drainedTunnel(
  model: PeerModel,
  device: Pick<Renderer, "title" | "numbers">,
  tunnelId: string,
  options: PeerConfigOptions,
): DrainedTunnel {
  checkOptions(options);
  // All tunnels, whichever of them the options name: traffic moves between them.
  const tunnels = selectedTunnels(model, { name: namePrefix(model, options) });
  const tunnel = tunnels.find(({ id }) => id === tunnelId);
  if (tunnel === undefined)
    throw new PeerConfigError({
      property: "tunnelId",
      reason: `${JSON.stringify(tunnelId)} is not one of this connection (${tunnels.map(({ id }) => id).join(", ")})`,
    });
  if (tunnels.length === 1)
    throw new PeerConfigError({
      property: "tunnelId",
      tunnelId,
      reason: "is the connection's only tunnel: there is no other one to move traffic to",
    });
  const router = bgpRouter(tunnels, { title: device.title, equalPaths: model.equalPaths }, {});
  const { name, position, distance, bgp } = tunnel;
  return {
    prefix: namePrefix(model, options),
    name,
    number: firstNumber(model, options, device) + position - 1,
    distance,
    routes: bgp === undefined ? blocksToRoute(model, options) : [],
    isTracked: options.track?.[tunnelId] !== undefined,
    routeBased: model.routeBased,
    bgp:
      bgp === undefined || router === undefined
        ? undefined
        : {
            asn: router.asn,
            neighbor: bgp.cloud.address,
            part: router.hasMaster ? (tunnel.role === "master" ? "master" : "standby") : "equal",
          },
  };
}
