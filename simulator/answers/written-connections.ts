import type { Change } from "../data/change";
import type { Connection } from "../model/entities";
import type { World } from "../world";
import { connectionFields, tagsMember } from "./connection";
import { liveOf, textOf } from "./live";

interface Written {
  readonly json: string;
  /** The live part and the modes that it was written with. */
  readonly as: string;
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
  inList(connection: Connection, world: World, now: number): string {
    const live = liveOf(connection, world, now);
    const as = `${textOf(live)} ${Object.values(world.modes).join(" ")}`;
    const known = this.kept.get(connection);
    if (known?.as === as) return known.json;
    const fields = { ...connectionFields(connection, live, world), ...tagsMember("Tag", connection, world.modes) };
    const json = JSON.stringify(fields);
    if (this.kept.size >= MOST) this.kept.clear();
    this.kept.set(connection, { json, as });
    return json;
  }

  /** To be told of every change of what is stored. */
  forget(change: Change): void {
    for (const connection of change.connections ?? []) this.kept.delete(connection);
    if (change.removed !== undefined || change.all) this.kept.clear();
  }
}
