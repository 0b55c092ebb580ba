/**
 * The evidence that policy packs judged everything. Without it, a run without findings is no good news.
 *
 * The events of the real CLI (3.259.0):
 *
 * - A preview or an update begins with `preludeEvent`, and ends with `cancelEvent` whether it failed or not.
 * - Before `cancelEvent` comes `summaryEvent`, which names the packs.
 * - For each pack and each resource there is one `policyAnalyzeSummaryEvent`.
 * - For each pack there is one `policyAnalyzeStackSummaryEvent` after the program has ended. A run that fails has none.
 * - `policy analyze --json` prints findings and `summaryEvent` only.
 */

import { isRecord } from "../subjects/reading";
import { bodiesOf } from "./engine-events";
import type { EngineEvent } from "./engine-events";
import { plainLine } from "./outside-text";

/**
 * `judged`: the packs judged everything. `no-pack`: there was no pack. `cut`: the events end before the run does.
 * `failed`: the run failed.
 */
export type RunStatus = "judged" | "no-pack" | "cut" | "failed";

export interface PackEvidence {
  readonly name: string;
  readonly version: string;
  /** How many resources a rule of the pack applied to; undefined where the CLI does not tell. */
  readonly judged: number | undefined;
}

export interface Evidence {
  readonly status: RunStatus;
  readonly packs: readonly PackEvidence[];
}

const RUN_ONLY = ["policyLoadEvent", "preludeEvent", "resourcePreEvent", "cancelEvent"] as const;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The evidence of all runs together. Their status is that of the first run that was not judged to its end. */
export function evidenceOf(runs: readonly (readonly EngineEvent[])[]): Evidence {
  const statuses = runs.map(statusOf);
  return { status: statuses.find((status) => status !== "judged") ?? "judged", packs: packsOf(runs) };
}

function statusOf(run: readonly EngineEvent[]): RunStatus {
  const has = (kind: string): boolean => run.some((event) => kind in event);
  const isOperation = RUN_ONLY.some(has);
  const summary = bodiesOf(run, "summaryEvent").at(-1);
  if (!has(isOperation ? "cancelEvent" : "summaryEvent")) return "cut";
  // The packs or the program could not be started.
  if (summary === undefined) return "failed";
  const packs = packNames(run);
  if (packs.length === 0) return "no-pack";
  const finished = bodiesOf(run, "policyAnalyzeStackSummaryEvent").map((body) => plainLine(body["policyPackName"]));
  if (isOperation && packs.some((name) => !finished.includes(name))) return "failed";
  const stopped = bodiesOf(run, "policyEvent").some((body) => body["enforcementLevel"] === "mandatory");
  return summary["result"] === "failed" && !stopped ? "failed" : "judged";
}

/** Name and version of each pack that the run's summary names, or an event where it has none. */
function versionsIn(run: readonly EngineEvent[]): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const kind of ["policyAnalyzeSummaryEvent", "policyAnalyzeStackSummaryEvent", "policyEvent"])
    for (const body of bodiesOf(run, kind)) {
      const name = plainLine(body["policyPackName"]);
      const tag = body["policyPackVersionTag"];
      if (name !== "") versions.set(name, plainLine(typeof tag === "string" ? tag : body["policyPackVersion"]));
    }
  for (const summary of bodiesOf(run, "summaryEvent")) {
    const packs = summary["PolicyPacks"] ?? summary["policyPacks"];
    // A local pack's name is followed by its path, which does not belong in a report.
    for (const [name, version] of Object.entries(isRecord(packs) ? packs : {}))
      versions.set(plainLine(name.split("|")[0]), plainLine(version));
  }
  return versions;
}

const packNames = (run: readonly EngineEvent[]): readonly string[] => [...versionsIn(run).keys()];

function packsOf(runs: readonly (readonly EngineEvent[])[]): readonly PackEvidence[] {
  const versions = new Map(runs.flatMap((run) => [...versionsIn(run)]));
  return [...versions].map(([name, version]) => ({ name, version, judged: judgedBy(name, runs.flat()) }));
}

function judgedBy(pack: string, events: readonly EngineEvent[]): number | undefined {
  const own = (kind: string): readonly Readonly<Record<string, unknown>>[] =>
    bodiesOf(events, kind).filter((body) => plainLine(body["policyPackName"]) === pack);
  const summaries = own("policyAnalyzeSummaryEvent");
  if (summaries.length === 0) return undefined;
  const applied = summaries.filter((body) => list(body["passed"]).length + list(body["failed"]).length > 0);
  return new Set(applied.map((body) => plainLine(body["resourceUrn"]))).size;
}

/** The status in a sentence or two. */
export function statusText({ status, packs }: Evidence): string {
  switch (status) {
    case "no-pack":
      return "No policy pack was loaded, so nothing was judged. Give the pack to the CLI with --policy-pack.";
    case "cut":
      return "The events end before the run does, so findings may be missing. Give the whole output of the CLI.";
    case "failed":
      return "The run failed before everything was judged, so findings may be missing. Its own output says why.";
    default:
      return packs.map(packText).join(" ");
  }
}

function packText({ name, version, judged }: PackEvidence): string {
  const pack = `Policy pack ${name} ${version}`;
  if (judged === undefined)
    return `${pack} judged the whole state; the CLI does not tell how many resources that are (see --state).`;
  if (judged === 0) return `${pack} judged no resource: none is of its kind, or its rules are disabled.`;
  return `${pack} judged ${judged} ${judged === 1 ? "resource" : "resources"}.`;
}
