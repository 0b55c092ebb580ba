/** A report for a CI system: JUnit XML, with a suite for each resource and a case for each rule. */

import { statusText } from "./evidence";
import { citationText, resourceName } from "./report";
import type { Finding, Report } from "./report";

/** Replaces the characters that XML 1.0 cannot hold, and escapes those that have a meaning in it. */
export function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

function detail({ message, metadata }: Finding): string {
  if (metadata === undefined) return message;
  return [
    message,
    `How to fix: ${metadata.remediationSteps}`,
    `Rests on: ${citationText(metadata)} (${metadata.url})`,
  ].join("\n");
}

function caseOf(name: string, rule: string, findings: readonly Finding[]): string {
  const failures = findings
    .filter(({ level }) => level === "mandatory")
    .map(
      (one) =>
        `      <failure type="${one.severity ?? "violation"}" ` +
        `message="${escape(one.message)}">${escape(detail(one))}</failure>`,
    );
  // An advisory stops no update, so it fails no build. It is printed with a passing case.
  const advisories = findings
    .filter(({ level }) => level === "advisory")
    .map((one) => `      <system-out>${escape(`advisory: ${detail(one)}`)}</system-out>`);
  const inside = [...failures, ...advisories];
  const open = `    <testcase name="${escape(rule)}" classname="${escape(name)}" time="0"`;
  return inside.length === 0 ? `${open}/>` : [`${open}>`, ...inside, "    </testcase>"].join("\n");
}

/** A test of its own that the packs judged: a run without findings must not pass where nothing was judged. */
function packSuite({ evidence }: Report): string {
  const text = escape(statusText(evidence));
  const failed = evidence.status === "judged" ? 0 : 1;
  const inside =
    failed === 0
      ? `      <system-out>${text}</system-out>`
      : `      <error type="${evidence.status}" message="${text}">${text}</error>`;
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
          `  <testsuite name="${escape(urn)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="0" ` +
            `time="0">`,
          ...cases.map((one) => caseOf(name, one.rule, one.findings)),
          "  </testsuite>",
        ].join("\n"),
      },
    ];
  });
  const sum = (key: "tests" | "failed"): number => suites.reduce((total, suite) => total + suite[key], 0);
  const errors = report.evidence.status === "judged" ? 0 : 1;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pulumi-alicloud-vpn policies" tests="${sum("tests") + 1}" failures="${sum("failed")}" ` +
      `errors="${errors}" time="0">`,
    packSuite(report),
    ...suites.map(({ xml }) => xml),
    "</testsuites>",
    "",
  ].join("\n");
}
