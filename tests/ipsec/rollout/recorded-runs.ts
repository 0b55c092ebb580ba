import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Run } from "./session";

/** The recorded runs of each scenario: three, and none of them is left out. */
const FOLDER = join(__dirname, "recorded");

export const RUNS = 3;

const fileOf = (id: string): string => join(FOLDER, `${id}.json`);

export function recordedRuns(id: string): readonly Run[] {
  return existsSync(fileOf(id)) ? (JSON.parse(readFileSync(fileOf(id), "utf8")) as readonly Run[]) : [];
}

/** The first of new runs takes the place of all former ones. */
export function recordRun(id: string, run: Run, number: number): void {
  mkdirSync(FOLDER, { recursive: true });
  const former = number === 1 ? [] : recordedRuns(id).slice(0, number - 1);
  // What a program said is for the one who runs this.
  const text = JSON.stringify([...former, run], (key, value: unknown) => (key === "said" ? undefined : value), 2);
  writeFileSync(fileOf(id), `${text}\n`);
}
