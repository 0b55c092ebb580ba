/** The engine's events, as the CLI prints them: one JSON object a line, and other lines between them. */

import { isRecord } from "../subjects/reading";

export type EngineEvent = Readonly<Record<string, unknown>>;

/** The events of each run in a text: a log may hold a preview and the update after it. */
export function runsIn(text: string): readonly (readonly EngineEvent[])[] {
  const runs: EngineEvent[][] = [];
  let last = Infinity;
  for (const event of text.split("\n").flatMap(eventIn)) {
    const { sequence } = event;
    if (typeof sequence !== "number") continue;
    if (sequence <= last) runs.push([]);
    last = sequence;
    runs.at(-1)?.push(event);
  }
  return runs;
}

function eventIn(line: string): readonly EngineEvent[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) && "sequence" in value ? [value] : [];
  } catch {
    // A line that is no event, such as the error at the end of a run.
    return [];
  }
}

/** The bodies of all events of one kind. */
export function bodiesOf(run: readonly EngineEvent[], kind: string): readonly Readonly<Record<string, unknown>>[] {
  return run.flatMap((event) => {
    const body = event[kind];
    return isRecord(body) ? [body] : [];
  });
}
