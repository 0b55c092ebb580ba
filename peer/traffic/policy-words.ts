/**
 * Moves traffic by the two policies of a BGP session: what comes in gets a lower local preference, so that the device
 * sends through the other tunnel, and what goes out gets a longer AS path, so that the cloud does.
 */

import { joinLines, type Lines } from "../renderer/lines";
import { DRAINED, IN_USE, type DrainedSession, type DrainedTunnel } from "./drained-tunnel";

/** Commands to move traffic off a tunnel, and those that undo exactly this. */
export interface Moves {
  readonly drain: readonly string[];
  readonly undrain: readonly string[];
}

export type Direction = "in" | "out";

/** A device's words for the policies of a session. */
export interface PolicyWords {
  /** Names of the policies that the configuration has already; undefined if the session has none in that direction. */
  readonly ofConfiguration: (tunnel: DrainedTunnel, session: DrainedSession, way: Direction) => string | undefined;
  /** Makes or changes a policy; undefined takes the value out of it. */
  readonly preference: (policy: string, value: number | undefined) => Lines;
  readonly path: (policy: string, asns: readonly number[] | undefined, former: readonly number[] | undefined) => Lines;
  readonly remove: (policy: string) => Lines;
  /** Puts the session under policies, or takes them off. */
  readonly session: (session: DrainedSession, policies: readonly SessionPolicy[]) => Lines;
  readonly enter: Lines;
  readonly leave: Lines;
  /** Applies the policies now, without an end of the session. */
  readonly refresh: (neighbor: string) => Lines;
}

export interface SessionPolicy {
  readonly policy: string;
  readonly way: Direction;
  readonly isAttached: boolean;
}

/** The commands for a session under a device's words. */
export function movesByPolicies(tunnel: DrainedTunnel, session: DrainedSession, words: PolicyWords): Moves {
  const existing = (way: Direction): string | undefined => words.ofConfiguration(tunnel, session, way);
  const own = (way: Direction): string => `${tunnel.name}-drain-${way}`;
  const ways: readonly Direction[] = ["in", "out"];
  const added = ways.filter((way) => existing(way) === undefined);
  const attached = (isAttached: boolean): readonly SessionPolicy[] =>
    added.map((way) => ({ policy: own(way), way, isAttached }));
  const longer = (length: number): readonly number[] => Array.from({ length }, () => session.asn);
  const incoming = existing("in");
  const outgoing = existing("out");
  const drained = longer(DRAINED.pathLength);
  // The path of the configuration's own policy; a policy that is made for the drain has none before.
  const inUse = session.part === "standby" ? longer(IN_USE.pathLength) : undefined;
  return {
    drain: commands(
      words.enter,
      words.preference(incoming ?? own("in"), DRAINED.preference),
      words.path(outgoing ?? own("out"), drained, outgoing === undefined ? undefined : inUse),
      added.length > 0 && words.session(session, attached(true)),
      words.leave,
      words.refresh(session.neighbor),
    ),
    undrain: commands(
      words.enter,
      incoming !== undefined && words.preference(incoming, session.part === "master" ? IN_USE.preference : undefined),
      outgoing !== undefined && words.path(outgoing, inUse, drained),
      added.length > 0 && words.session(session, attached(false)),
      added.map((way) => words.remove(own(way))),
      words.leave,
      words.refresh(session.neighbor),
    ),
  };
}

/** Lines as a list of commands. */
export const commands = (...lines: readonly Lines[]): readonly string[] =>
  joinLines(...lines)
    .split("\n")
    .filter((line) => line !== "");
