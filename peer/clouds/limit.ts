/** What another cloud takes: a table of limits, each with its source, and the check of a connection against it. */

import type { PeerModel, PeerTunnel } from "../model/model";

/** Where a fact about a cloud was read, and when. */
export interface Source {
  readonly page: string;
  /** The date of reading, such as 2026-12-01. */
  readonly read: string;
}

/** General knowledge that nobody has read at the cloud's own place: it is told, and refuses nothing. */
export const NOT_VERIFIED = "not verified";

/** A connection as a limit sees it: one tunnel in it, with its key if that is known. */
export interface Subject {
  readonly model: PeerModel;
  readonly tunnel: PeerTunnel;
  readonly psk: string | undefined;
}

/** A value that does not fit, in words that follow the property's name. Nothing in it is secret. */
export interface Misfit {
  /** What is given, such as `is 86400`. */
  readonly given: string;
  /** What to change, and at which end. */
  readonly change: string;
}

/** One limit of a cloud. */
export interface Limit {
  /** The property as VpnTunnel or the connection names it. */
  readonly property: string;
  /** What the cloud takes, in words that follow "takes". */
  readonly takes: string;
  readonly source: Source | typeof NOT_VERIFIED;
  readonly misfit: (subject: Subject) => Misfit | undefined;
}

/** A limit that a connection does not keep, on one tunnel or on both. */
export interface Finding {
  readonly limit: Limit;
  readonly tunnelIds: readonly string[];
  readonly misfit: Misfit;
}

/** The limits that the connection does not keep, in the order of the table. */
export const findings = (limits: readonly Limit[], subjects: readonly Subject[]): readonly Finding[] =>
  limits.flatMap((limit) => {
    const found = new Map<string, Finding>();
    for (const subject of subjects) {
      const misfit = limit.misfit(subject);
      if (misfit === undefined) continue;
      // The same on both tunnels is one thing to change.
      const same = `${misfit.given}\n${misfit.change}`;
      found.set(same, { limit, misfit, tunnelIds: [...(found.get(same)?.tunnelIds ?? []), subject.tunnel.id] });
    }
    return [...found.values()];
  });

export const isVerified = ({ limit }: Finding): boolean => limit.source !== NOT_VERIFIED;

/** A source for people. */
export const sourceWords = (source: Source | typeof NOT_VERIFIED): string =>
  source === NOT_VERIFIED ? "not verified: general knowledge" : `${source.page}, read ${source.read}`;

/** A finding for people, on one line. */
export function findingWords(cloud: string, { limit, tunnelIds, misfit }: Finding): string {
  const whose = `of tunnel${tunnelIds.length > 1 ? "s" : ""} ${tunnelIds.join(" and ")}`;
  return (
    `${limit.property} ${whose} ${misfit.given}; ${cloud} takes ${limit.takes}. ` +
    `${misfit.change} (${sourceWords(limit.source)})`
  );
}
