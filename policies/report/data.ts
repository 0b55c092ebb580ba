/** A report for programs: plain data, to be printed as JSON. */

import { statusText } from "./evidence";
import type { ExemptFinding, NamedFinding } from "./finding";
import { overviewOf } from "./overview";
import { summaryText } from "./report";
import type { Report } from "./report";

const findingData = ({ rule, packs, level, severity, urn, gateway, message, fields, fingerprint }: NamedFinding) => ({
  rule,
  packs,
  level,
  severity,
  urn,
  gateway,
  ...fields,
  message,
  fingerprint,
});

export function reportData(report: Report): object {
  const { evidence, findings, exempt, gone } = report;
  return {
    status: evidence.status,
    summary: summaryText(report),
    statusText: statusText(evidence),
    packs: evidence.packs,
    findings: findings.map((one) => ({ ...findingData(one), ...(gone === undefined ? {} : { known: one.isKnown }) })),
    exempt: exempt.map((one: ExemptFinding) => ({ ...findingData(one), exemption: one.exemption })),
    ...(gone === undefined ? {} : { goneFromBaseline: gone }),
    counts: overviewOf(report),
  };
}
