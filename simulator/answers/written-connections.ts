import type { Change } from "../model/change";
import type { Connection } from "../model/entities";
import { type Modes, modeNames } from "../modes";
import { connectionFields, tagsMember } from "./connection-fields";
import { type AnswerSources, type Live, isStill, liveOf } from "./live";

interface Written {
  readonly json: string;
  /** The live values that it was written with. */
  readonly live: Live;
  readonly modes: Modes;
}

/** Bounds the memory of a simulator whose thousands of connections are all asked for. */
const MOST = 5_000;

/**
 * Connections as JSON. Clients ask for the same ones again and again, and writing one costs more than all the rest of a
 * request; so what was written is kept until something in it changes.
 */
export class WrittenConnections {
  private readonly kept = new Map<Connection, Written>();

  /** As an element of DescribeVpnConnections. */
  inList(connection: Connection, sources: AnswerSources, now: number): string {
    const known = this.kept.get(connection);
    if (known && isStill(known.live, connection, sources, now) && areSame(known.modes, sources.modes))
      return known.json;
    const live = liveOf(connection, sources, now);
    const fields = {
      ...connectionFields(connection, live, sources, "DescribeVpnConnections"),
      ...tagsMember("Tag", connection, sources.modes),
    };
    const json = JSON.stringify(fields);
    if (this.kept.size >= MOST) this.kept.clear();
    this.kept.set(connection, { json, live, modes: { ...sources.modes } });
    return json;
  }

  /** To be told of every change of what is stored. */
  forget(change: Change): void {
    for (const connection of change.connections ?? []) this.kept.delete(connection);
    if (change.removed !== undefined || change.all) this.kept.clear();
  }
}

const areSame = (one: Modes, other: Modes): boolean => modeNames.every((name) => one[name] === other[name]);
