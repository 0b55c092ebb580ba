/** A baseline: the findings that a team knows and works on, so that only new ones fail a job. */

import { isRecord } from "../subjects/reading";
import type { NamedFinding } from "./finding";
import type { Report } from "./report";

/** The present findings as the text of a file. Its lines are sorted, so that a change of it can be read. */
export function baselineText({ findings }: Report): string {
  const lines = findings
    .map(({ fingerprint, rule, urn, fields }) => JSON.stringify({ fingerprint, rule, urn, path: fields?.path }))
    .sort();
  return `{\n  "version": 1,\n  "findings": [${lines.map((line) => `\n    ${line}`).join(",")}\n  ]\n}\n`;
}

/** The fingerprints of a baseline; undefined where the value is none. */
export function fingerprintsIn(baseline: unknown): ReadonlySet<string> | undefined {
  if (!isRecord(baseline) || baseline["version"] !== 1) return undefined;
  const { findings } = baseline;
  if (!Array.isArray(findings)) return undefined;
  const fingerprints = findings.flatMap((one: unknown) =>
    isRecord(one) && typeof one["fingerprint"] === "string" ? [one["fingerprint"]] : [],
  );
  return fingerprints.length === findings.length ? new Set(fingerprints) : undefined;
}

/** The report with the findings of the baseline marked as known. */
export function withBaseline(report: Report, fingerprints: ReadonlySet<string>): Report {
  const marked = (finding: NamedFinding): NamedFinding => ({
    ...finding,
    isKnown: fingerprints.has(finding.fingerprint),
  });
  const present = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const gone = [...fingerprints].filter((fingerprint) => !present.has(fingerprint)).length;
  return { ...report, findings: report.findings.map(marked), gone };
}
