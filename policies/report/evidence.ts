/**
 * What shows that policy packs judged, and to the end. No finding is good news only then.
 *
 * What the real CLI (3.259.0) tells: a preview or an update begins with `preludeEvent` and ends with `cancelEvent`, well
 * or not; before that comes `summaryEvent`, which names the packs. For each pack there is a `policyAnalyzeSummaryEvent` a
 * resource, and one `policyAnalyzeStackSummaryEvent` when the program has run to its end; a run that fails has none.
 * `policy analyze --json` has findings and `summaryEvent` only.
 */

import { bodiesOf, isRecord } from "./engine-events";
import type { EngineEvent } from "./engine-events";
import { plainLine } from "./outside-text";

/** `judged`: everything was. `no-pack`: nothing could be. `cut`: the events end too early. `failed`: the run did. */
export type Standing = "judged" | "no-pack" | "cut" | "failed";

export interface PackEvidence {
  readonly name: string;
  readonly version: string;
  /** How many resources a rule of the pack applied to; undefined where the CLI does not tell. */
  readonly judged: number | undefined;
}

export interface Evidence {
  readonly standing: Standing;
  readonly packs: readonly PackEvidence[];
}

const RUN_ONLY = ["policyLoadEvent", "preludeEvent", "resourcePreEvent", "cancelEvent"] as const;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The evidence of all runs: they stand as the first of them that was not judged to its end. */
export function evidenceOf(runs: readonly (readonly EngineEvent[])[]): Evidence {
  const standings = runs.map(standingOf);
  return { standing: standings.find((one) => one !== "judged") ?? "judged", packs: packsOf(runs) };
}

function standingOf(run: readonly EngineEvent[]): Standing {
  const has = (kind: string): boolean => run.some((event) => kind in event);
  const isOperation = RUN_ONLY.some(has);
  const summary = bodiesOf(run, "summaryEvent").at(-1);
  if (!has(isOperation ? "cancelEvent" : "summaryEvent")) return "cut";
  // The packs could not be started, or the program could not.
  if (summary === undefined) return "failed";
  const packs = packNames(run);
  if (packs.length === 0) return "no-pack";
  const whole = bodiesOf(run, "policyAnalyzeStackSummaryEvent").map((body) => plainLine(body["policyPackName"]));
  if (isOperation && packs.some((name) => !whole.includes(name))) return "failed";
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
    // The name of a local pack has its path behind it, which is nobody's business in a report.
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

/** What to tell about a standing, in a sentence or two. */
export function standingText({ standing, packs }: Evidence): string {
  switch (standing) {
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
