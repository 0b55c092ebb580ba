import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from "node:fs";
import type { Idempotency } from "../operations/idempotency";
import type { Store } from "../model/store";
import type { Random } from "../random";
import { exportTopology } from "../topology/export";
import { Fields } from "../schema/fields";
import { TopologyError, loadTopology } from "../topology/load";
import type { Change } from "../model/change";
import { applyEntry, readToken, writeEntry } from "./entry";

/** After so many lines the log is folded into the file. */
const FOLD_AFTER = 10_000;

/**
 * The state on disk: a topology file, replaced as a whole by renaming, and beside it `<file>.log` with one line for each
 * change since. A change is a line before its request is answered, so what was accepted survives kill -9; a line that was
 * cut off by that is left out. Lines hold whole objects, so a log that was folded already can be applied again.
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

  /** What was there when the last simulator with this file ended, however it ended. */
  load(idempotency: Idempotency, random: Random, now: number): Store {
    const content: unknown = parse(readFileSync(this.path, "utf8"), this.path);
    const problems: string[] = [];
    const fields = Fields.of(content, "", problems);
    for (const token of fields.list("ClientTokens")) idempotency.restore(readToken(token));
    const store = loadTopology(fields.raw("Topology"), random, now);
    fields.ignore("Topology");
    fields.done();
    const reader = { store, random, now, restoreToken: idempotency.restore.bind(idempotency) };
    for (const line of this.readLog()) applyEntry(line, reader, problems);
    if (problems.length > 0) throw new TopologyError(problems);
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
    // What comes after the last line feed was never finished.
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
