/** The difference of two configurations of one device, in the device's own words. */

import type { PeerFile, Renderer } from "../renderer/spec";
import { blockCommands } from "./block-commands";
import { changedTunnels, tunnelsOf } from "./changed-tunnels";
import { fortiosCommands } from "./fortios-commands";
import { listing } from "./listing";
import { routerosCommands } from "./routeros-commands";
import { setCommands } from "./set-commands";
import { ASA, COMWARE, IOS, JUNOS, PAN_OS, VRP, VYOS } from "./device-words";

/** What to do on the device. A line that begins with `comment` is for the person, any other one for the device. */
export interface Difference {
  readonly isSame: boolean;
  readonly comment: string;
  /** Commands that add, change and take away; for a device that takes whole files, the lines that differ. */
  readonly changes: readonly string[];
  /** How the device takes them. */
  readonly apply: readonly string[];
  /** New negotiations, of the tunnels that changed and no others. */
  readonly reset: readonly string[];
}

type Changes = (before: readonly PeerFile[], after: readonly PeerFile[]) => readonly string[];

const textOf = (files: readonly PeerFile[]): string => files.map(({ text }) => text).join("\n");

/** The commands between those that begin and end a configuration; none if there is nothing to change. */
const within =
  (enter: readonly string[], changes: (before: string, after: string) => readonly string[], leave: readonly string[]) =>
  (before: readonly PeerFile[], after: readonly PeerFile[]): readonly string[] => {
    const commands = changes(textOf(before), textOf(after));
    return commands.length === 0 ? [] : [...enter, ...commands, ...leave];
  };

/** The changes of each device. */
const DEVICES: Readonly<Record<string, Changes>> = {
  strongswan: listing,
  libreswan: listing,
  frr: listing,
  "ios-xe": within(["configure terminal"], (before, after) => blockCommands(before, after, IOS), ["end"]),
  asa: within(["configure terminal"], (before, after) => blockCommands(before, after, ASA), ["end"]),
  "pan-os": within(["configure"], (before, after) => setCommands(before, after, PAN_OS), ["commit", "exit"]),
  fortios: within([], fortiosCommands, []),
  junos: within(["configure"], (before, after) => setCommands(before, after, JUNOS), ["commit and-quit"]),
  "huawei-ar": within(["system-view"], (before, after) => blockCommands(before, after, VRP), ["return"]),
  "huawei-usg": within(["system-view"], (before, after) => blockCommands(before, after, VRP), ["return"]),
  h3c: within(["system-view"], (before, after) => blockCommands(before, after, COMWARE), ["return"]),
  routeros: within([], routerosCommands, []),
  vyos: within(["configure"], (before, after) => setCommands(before, after, VYOS), ["commit", "save", "exit"]),
};

/** The difference between the files that a device has and those that it is to have; undefined for other devices. */
export function differenceOf(
  { id, comment, handling }: Renderer,
  before: readonly PeerFile[],
  after: readonly PeerFile[],
): Difference | undefined {
  const changesOf = DEVICES[id];
  if (changesOf === undefined || handling === undefined) return undefined;
  const changes = changesOf(before, after);
  if (changes.length === 0) return { isSame: true, comment, changes, apply: [], reset: [] };
  const differing = after.filter(({ name, text }) => before.find((file) => file.name === name)?.text !== text);
  const changed = changedTunnels(before, after, tunnelsOf(before, after));
  const reset = changed.flatMap((tunnel) => [
    `${comment} ${tunnel.name}: ${tunnel.id}${tunnel.role === undefined ? "" : ` (${tunnel.role})`}`,
    ...handling.reset(tunnel),
  ]);
  const apply = handling.entered ?? handling.apply(differing.map(({ name }) => name));
  return { isSame: false, comment, changes, apply, reset };
}
