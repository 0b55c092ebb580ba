/** The part of a connection that the options select: its tunnels, with their names, and its blocks. */

import { PeerConfigError } from "../error";
import { EVERYTHING, type PeerModel, type PeerTunnel } from "../model/model";
import type { PeerConfigOptions } from "../options";

/** A tunnel with its name and its place in the configuration. */
export interface NamedTunnel extends PeerTunnel {
  readonly name: string;
  /** 1 for the connection's first tunnel, selected or not. */
  readonly position: number;
}

/** The prefix of every name in the configuration. */
export const namePrefix = ({ name = "ali" }: PeerConfigOptions): string => name;

/** The tunnels to write: all of them, or those that the options name. */
export function selectedTunnels(model: PeerModel, options: PeerConfigOptions): readonly NamedTunnel[] {
  const { tunnelIds } = options;
  const unknownId = tunnelIds?.find((id) => !hasTunnel(model, id));
  if (unknownId !== undefined || tunnelIds?.length === 0)
    throw new PeerConfigError({
      property: "options.tunnelIds",
      reason: `must name tunnels of this connection (${idsOf(model)})`,
    });
  return model.tunnels
    .map((tunnel, index) => ({ ...tunnel, name: `${namePrefix(options)}-t${index + 1}`, position: index + 1 }))
    .filter(({ id }) => tunnelIds === undefined || tunnelIds.includes(id));
}

/** Refuses a key for any other tunnel: with a mistyped id, the tunnel would silently get the API's key. */
export function refuseKeysOfOtherTunnels(model: PeerModel, { psks = {} }: PeerConfigOptions): void {
  const unknownId = Object.keys(psks).find((id) => !hasTunnel(model, id));
  if (unknownId !== undefined)
    throw new PeerConfigError({
      property: "options.psks",
      reason:
        `must have keys for tunnels of this connection (${idsOf(model)}) only, ` +
        `not for ${JSON.stringify(unknownId)}`,
    });
}

const hasTunnel = ({ tunnels }: PeerModel, id: string): boolean => tunnels.some((tunnel) => tunnel.id === id);

const idsOf = ({ tunnels }: PeerModel): string => tunnels.map(({ id }) => id).join(", ");

/** The blocks to announce by BGP. */
export const blocksToAnnounce = ({ deviceSubnets }: PeerModel, { advertise }: PeerConfigOptions): readonly string[] =>
  advertise ?? deviceSubnets.filter((block) => block !== EVERYTHING);

/** The blocks to route into the tunnels that have no BGP. */
export const blocksToRoute = ({ cloudSubnets }: PeerModel, { routes }: PeerConfigOptions): readonly string[] =>
  routes ?? cloudSubnets.filter((block) => block !== EVERYTHING);
