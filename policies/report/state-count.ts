/** Counts the resources that an analysis has judged, which the CLI does not report. */

import { isRecord } from "../subjects/reading";
import { JUDGED_TYPES } from "../subjects/resource";
import type { Report } from "./report";

/** How many tunnels and connections an exported stack holds; undefined where the value is no exported stack. */
export function countJudged(state: unknown): number | undefined {
  const deployment = isRecord(state) ? state["deployment"] : undefined;
  if (!isRecord(deployment)) return undefined;
  const resources: unknown = deployment["resources"] ?? [];
  if (!Array.isArray(resources)) return undefined;
  return resources.filter((one) => isRecord(one) && JUDGED_TYPES.some((type) => type === one["type"])).length;
}

/** The report with this number for each pack whose number of judged resources the CLI does not report. */
export function withJudged(report: Report, judged: number): Report {
  const packs = report.evidence.packs.map((pack) => ({ ...pack, judged: pack.judged ?? judged }));
  return { ...report, evidence: { ...report.evidence, packs } };
}
