/** Names and numbers of a connection on a device. They follow from the connection's id, so that no two collide. */

import { PeerConfigError } from "../error";
import type { PeerModel } from "../model/model";
import type { PeerConfigOptions } from "../options";
import type { Range } from "./spec";

type Connection = Pick<PeerModel, "connectionId">;

/** Every device here has tunnel interfaces with these numbers, unless it says otherwise. */
export const ANY_NUMBER: Range = { min: 101, max: 3999 };

/** The prefix of every name in the configuration: the option, or `ali-` and the last four characters of the id. */
export const namePrefix = ({ connectionId }: Connection, { name }: PeerConfigOptions): string =>
  name ?? `ali-${connectionId.replace(/[^A-Za-z0-9]/g, "").slice(-4)}`;

/** The number of the first tunnel's interface: the option, or one of the device's that follows from the id. */
export function firstNumber(
  { connectionId }: Connection,
  { number }: PeerConfigOptions,
  { title, numbers: { min, max } }: { readonly title: string; readonly numbers: Range },
): number {
  if (number === undefined) return min + 2 * (hashOf(connectionId) % Math.floor((max - min + 1) / 2));
  if (number + 1 > max)
    throw new PeerConfigError({
      property: "options.number",
      device: title,
      reason: `is ${number}; the device takes at most ${max - 1}`,
    });
  return number;
}

/** FNV-1a of 32 bits. */
const hashOf = (text: string): number =>
  Array.from(text).reduce((hash, one) => Math.imul(hash ^ one.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);

/** The number of a tunnel's IKE proposal on VRP, which has 1 to 99; that of the tunnel's interface may be higher. */
export const ikeProposalNumber = (number: number): number => (number % 99) + 1;

/** The number of a tunnel's access list on VRP and Comware, which have 3000 to 3999 for such lists. */
export const aclNumber = (number: number): number => 3000 + (number % 1000);
