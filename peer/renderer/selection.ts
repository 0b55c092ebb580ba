/** The part of a connection that the options select: its tunnels, with their names, and its blocks. */

import { PeerConfigError } from "../error";
import { EVERYTHING, type PeerModel, type PeerTunnel } from "../model/model";
import type { PeerConfigOptions } from "../options";
import { namePrefix } from "./numbering";

/** A tunnel with its name and its place in the configuration. */
export interface NamedTunnel extends PeerTunnel {
  readonly name: string;
  /** 1 for the connection's first tunnel, selected or not. */
  readonly position: number;
  /** The distance of the tunnel's static routes: the lower one wins, and equal ones share the traffic. */
  readonly distance: number;
}

/** The tunnels to write: all of them, or those that the options name. */
export function selectedTunnels(model: PeerModel, options: PeerConfigOptions): readonly NamedTunnel[] {
  const { tunnelIds } = options;
  const unknownId = tunnelIds?.find((id) => !hasTunnel(model, id));
  if (unknownId !== undefined || tunnelIds?.length === 0)
    throw new PeerConfigError({
      property: "options.tunnelIds",
      reason: `must name tunnels of this connection (${idsOf(model)})`,
    });
  const prefix = namePrefix(model, options);
  return model.tunnels
    .map((tunnel, index) => ({
      ...tunnel,
      name: `${prefix}-t${index + 1}`,
      position: index + 1,
      distance: distanceOf(tunnel, index, model),
    }))
    .filter(({ id }) => tunnelIds === undefined || tunnelIds.includes(id));
}

/** The master's routes win, or the first tunnel's where no tunnel is the master. */
function distanceOf({ role }: PeerTunnel, index: number, { equalPaths, tunnels }: PeerModel): number {
  if (equalPaths) return 10;
  const hasMaster = tunnels.filter((tunnel) => tunnel.role === "master").length === 1;
  return (hasMaster ? role === "master" : index === 0) ? 10 : 20;
}

/** Options with a value for each tunnel. */
const BY_TUNNEL = {
  psks: "keys",
  interfaces: "interfaces",
  addresses: "addresses",
  track: "addresses to track",
} as const;

/** Refuses a value for any other tunnel: with a mistyped id, the tunnel would silently go without it. */
export function refuseOtherTunnels(model: PeerModel, options: PeerConfigOptions): void {
  for (const property of ["psks", "interfaces", "addresses", "track"] as const) {
    const unknownId = Object.keys(options[property] ?? {}).find((id) => !hasTunnel(model, id));
    if (unknownId !== undefined)
      throw new PeerConfigError({
        property: `options.${property}`,
        reason:
          `must have ${BY_TUNNEL[property]} for tunnels of this connection (${idsOf(model)}) only, ` +
          `not for ${JSON.stringify(unknownId)}`,
      });
  }
}

const hasTunnel = ({ tunnels }: PeerModel, id: string): boolean => tunnels.some((tunnel) => tunnel.id === id);

const idsOf = ({ tunnels }: PeerModel): string => tunnels.map(({ id }) => id).join(", ");

/** The blocks to announce by BGP. */
export const blocksToAnnounce = ({ deviceSubnets }: PeerModel, { advertise }: PeerConfigOptions): readonly string[] =>
  advertise ?? deviceSubnets.filter((block) => block !== EVERYTHING);

/** The blocks behind the cloud: those to route into tunnels without BGP, and to keep from any other way. */
export const blocksToRoute = ({ cloudSubnets }: PeerModel, { routes }: PeerConfigOptions): readonly string[] =>
  routes ?? cloudSubnets.filter((block) => block !== EVERYTHING);
