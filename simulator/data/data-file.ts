import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from "node:fs";
import type { Change, RememberedToken } from "../model/change";
import type { Store } from "../model/store";
import type { Idempotency } from "../operations/idempotency";
import type { Random } from "../random";
import { list, object } from "../schema/json-schema";
import { Shape } from "../schema/shape";
import { exportTopology } from "../topology/export";
import { TopologyError, buildStore } from "../topology/load";
import { topologySchema } from "../topology/schema";
import type { Topology } from "../topology/topology";
import { applyEntry, tokenSchema, writeEntry } from "./entry";

interface Content {
  readonly ClientTokens?: readonly RememberedToken[];
  readonly Topology: Topology;
}

const contentShape = new Shape<Content>(
  object<Content>({ ClientTokens: list(tokenSchema), Topology: topologySchema }, ["Topology"]),
  "the data file",
);

/** After so many lines the log is folded into the file. */
const FOLD_AFTER = 10_000;

/**
 * The state on disk: a topology file, replaced as a whole by renaming, and beside it `<file>.log` with one line for
 * each change since. A change is a line before its request is answered, so what was accepted survives kill -9; a line
 * that was cut off by that is left out. Lines hold whole objects, so a log that was folded already can be applied
 * again.
 */
export class DataFile {
  private log: number | undefined;
  private lines = 0;

  constructor(private readonly path: string) {}

  private get logPath(): string {
    return `${this.path}.log`;
  }

  exists(): boolean {
    return existsSync(this.path);
  }

  /** The state at the end of the last simulator with this file, however it ended. */
  load(idempotency: Idempotency, random: Random, now: number): Store {
    const content: unknown = parse(readFileSync(this.path, "utf8"), this.path);
    const { value, problems } = contentShape.inspect(content);
    if (value === undefined) throw new TopologyError(problems);
    for (const token of value.ClientTokens ?? []) idempotency.restore(token);
    const store = buildStore(value.Topology, random, now);
    const reader = { store, random, now, restoreToken: idempotency.restore.bind(idempotency) };
    const mistakes = this.readLog().flatMap((line) => applyEntry(line, reader));
    if (mistakes.length > 0) throw new TopologyError(mistakes);
    return store;
  }

  /** Writes the whole state, and starts a new log. */
  fold(store: Store, idempotency: Idempotency): void {
    const text = JSON.stringify({ ClientTokens: idempotency.all(), Topology: exportTopology(store) });
    const temporary = `${this.path}.${process.pid}.tmp`;
    // There are pre-shared keys in it.
    const file = openSync(temporary, "w", 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, this.path);
    this.log ??= openSync(this.logPath, "a", 0o600);
    truncateSync(this.logPath);
    this.lines = 0;
  }

  /** Notes a change; true where the file has to be written anew. */
  append(change: Change): boolean {
    if (this.log === undefined) return false;
    if (change.all) return true;
    writeSync(this.log, `${writeEntry(change)}\n`);
    return ++this.lines >= FOLD_AFTER;
  }

  close(): void {
    if (this.log !== undefined) closeSync(this.log);
    this.log = undefined;
  }

  private readLog(): unknown[] {
    if (!existsSync(this.logPath)) return [];
    const lines = readFileSync(this.logPath, "utf8").split("\n");
    // The text after the last line feed was never finished.
    lines.pop();
    return lines.map((line, index) => parse(line, `${this.logPath}:${index + 1}`));
  }
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TopologyError([`${where}: not JSON (${String(error)})`]);
  }
}
