/** A report for a CI system: JUnit XML. A suite for each resource, a case for each rule. */

import { standingText } from "./evidence";
import { citationText, resourceName } from "./report";
import type { Finding, Report } from "./report";

/** Characters that XML 1.0 cannot hold at all are replaced; the others are escaped. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

function detail({ message, facts }: Finding): string {
  if (facts === undefined) return message;
  return [message, `How to fix: ${facts.remediationSteps}`, `Rests on: ${citationText(facts)} (${facts.url})`].join(
    "\n",
  );
}

function caseOf(name: string, rule: string, findings: readonly Finding[]): string {
  const failures = findings
    .filter(({ level }) => level === "mandatory")
    .map(
      (one) =>
        `      <failure type="${one.severity ?? "violation"}" message="${escape(one.message)}">${escape(detail(one))}</failure>`,
    );
  // Only what stops an update fails a build; an advisory is printed with a passing case.
  const advisories = findings
    .filter(({ level }) => level === "advisory")
    .map((one) => `      <system-out>${escape(`advisory: ${detail(one)}`)}</system-out>`);
  const inside = [...failures, ...advisories];
  const open = `    <testcase name="${escape(rule)}" classname="${escape(name)}" time="0"`;
  return inside.length === 0 ? `${open}/>` : [`${open}>`, ...inside, "    </testcase>"].join("\n");
}

/** Whether the packs judged, as a test of its own: a run without findings must not pass where nothing was judged. */
function packSuite({ evidence }: Report): string {
  const text = escape(standingText(evidence));
  const failed = evidence.standing === "judged" ? 0 : 1;
  const inside =
    failed === 0
      ? `      <system-out>${text}</system-out>`
      : `      <error type="${evidence.standing}" message="${text}">${text}</error>`;
  return [
    `  <testsuite name="policy packs" tests="1" failures="0" errors="${failed}" skipped="0" time="0">`,
    '    <testcase name="everything was judged" classname="policy packs" time="0">',
    inside,
    "    </testcase>",
    "  </testsuite>",
  ].join("\n");
}

export function renderJunit(report: Report): string {
  const urns = [...new Set([...report.findings, ...report.passed].map(({ urn }) => urn))];
  const suites = urns.flatMap((urn) => {
    const findings = report.findings.filter((finding) => finding.urn === urn);
    const rules = new Set([...findings, ...report.passed.filter((one) => one.urn === urn)].map(({ rule }) => rule));
    if (rules.size === 0) return [];
    const cases = [...rules].sort().map((rule) => ({ rule, findings: findings.filter((one) => one.rule === rule) }));
    const failed = cases.filter((one) => one.findings.some(({ level }) => level === "mandatory")).length;
    const name = resourceName(urn);
    return [
      {
        tests: cases.length,
        failed,
        xml: [
          `  <testsuite name="${escape(urn)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="0" time="0">`,
          ...cases.map((one) => caseOf(name, one.rule, one.findings)),
          "  </testsuite>",
        ].join("\n"),
      },
    ];
  });
  const sum = (key: "tests" | "failed"): number => suites.reduce((total, suite) => total + suite[key], 0);
  const errors = report.evidence.standing === "judged" ? 0 : 1;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pulumi-alicloud-vpn policies" tests="${sum("tests") + 1}" failures="${sum("failed")}" errors="${errors}" time="0">`,
    packSuite(report),
    ...suites.map(({ xml }) => xml),
    "</testsuites>",
    "",
  ].join("\n");
}
