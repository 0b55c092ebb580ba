/** Reads what `policy-report` reports on: events, records and the baseline. */

import type { Invocation } from "../command";
import { UsageError } from "../exit-code";
import { readJson, readText, readTextIfPresent } from "../files";
import {
  NoPolicyResults,
  NoRecord,
  countJudged,
  fingerprintsIn,
  mergeReports,
  readRecord,
  readReport,
  withBaseline,
  withJudged,
  type Report,
} from "../../policies/report";

/** The report on the events of these files; several are one report on several stacks. */
export async function reportOn(files: readonly string[], invocation: Invocation): Promise<Report> {
  const { streams } = invocation;
  const recorded = await recordedFindings(invocation.texts("record"), invocation);
  const reports: Report[] = [];
  for (const file of files) {
    const text = await readText(file, streams);
    // Each record is for all files: a finding names its stack.
    reports.push(orUsageError(file, NoPolicyResults, () => readReport(text, recorded)));
  }
  const [first, ...others] = reports;
  const report = first !== undefined && others.length === 0 ? first : mergeReports(reports);
  return withBaselineOf(await withCount(report, invocation), invocation);
}

export async function recordedFindings(
  files: readonly string[],
  { streams }: Invocation,
): Promise<ReturnType<typeof readRecord>> {
  const recorded: ReturnType<typeof readRecord>[number][] = [];
  for (const file of files) {
    const text = await readText(file, streams);
    recorded.push(...orUsageError(file, NoRecord, () => readRecord(text)));
  }
  return recorded;
}

function orUsageError<T>(file: string, kind: new () => Error, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof kind) throw new UsageError(`${file === "-" ? "the standard input" : file}: ${error.message}`);
    throw error;
  }
}

/** The report with the number of judged resources, which `--state` gives. */
async function withCount(report: Report, invocation: Invocation): Promise<Report> {
  const file = invocation.text("state");
  if (file === undefined) return report;
  const judged = countJudged(await readJson(file, invocation.streams));
  if (judged === undefined) throw new UsageError(`${file} is no exported stack`);
  return withJudged(report, judged);
}

/** The report with the findings of the baseline marked. With `--write-baseline` nothing is known yet. */
async function withBaselineOf(report: Report, invocation: Invocation): Promise<Report> {
  const file = invocation.text("baseline");
  if (file === undefined || invocation.isSet("write-baseline")) return report;
  if ((await readTextIfPresent(file)) === undefined)
    throw new UsageError(`there is no baseline ${file}; --write-baseline writes one`);
  const fingerprints = fingerprintsIn(await readJson(file, invocation.streams));
  if (fingerprints === undefined) throw new UsageError(`${file} is no baseline; --write-baseline writes one`);
  return withBaseline(report, fingerprints);
}
