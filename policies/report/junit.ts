/** A report for a CI system: JUnit XML, with a suite for each resource and a case for each rule. */

import { groupBy } from "../subjects/stack";
import { statusText } from "./evidence";
import { citationText, resourceName } from "./report";
import type { Report } from "./report";
import type { ExemptFinding, Finding, NamedFinding } from "./finding";

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

/** What one rule found at one resource. */
interface Case {
  readonly rule: string;
  readonly findings: readonly NamedFinding[];
  readonly exempt: readonly ExemptFinding[];
}

const isFailure = ({ level, isKnown }: NamedFinding): boolean => level === "mandatory" && !isKnown;
const isFailed = ({ findings }: Case): boolean => findings.some(isFailure);
/** A case is skipped where an exemption sets aside everything that would fail it. */
const isSkipped = (one: Case): boolean => one.exempt.length > 0 && !isFailed(one);

function caseOf(name: string, one: Case): string {
  const failures = one.findings
    .filter(isFailure)
    .map(
      (finding) =>
        `      <failure type="${finding.severity ?? "violation"}" ` +
        `message="${escape(finding.message)}">${escape(detail(finding))}</failure>`,
    );
  const skipped = isSkipped(one) ? [`      <skipped message="${escape(one.exempt.map(exemptText).join("; "))}"/>`] : [];
  // An advisory and a known finding stop no update, so they fail no build. They are printed with a passing case.
  const beside = [
    ...one.findings
      .filter((finding) => !isFailure(finding))
      .map((finding) => `${finding.isKnown ? "known" : "advisory"}: ${detail(finding)}`),
    ...one.exempt.map((finding) => `exempt: ${finding.message}`),
  ].map((text) => `      <system-out>${escape(text)}</system-out>`);
  const inside = [...skipped, ...failures, ...beside];
  const open = `    <testcase name="${escape(one.rule)}" classname="${escape(name)}" time="0"`;
  return inside.length === 0 ? `${open}/>` : [`${open}>`, ...inside, "    </testcase>"].join("\n");
}

const exemptText = ({ exemption: { reason, owner, ticket, until } }: ExemptFinding): string =>
  [`exempt until ${until}: ${reason}`, owner, ticket].filter((part) => part !== undefined).join(", ");

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

function suiteOf(urn: string, cases: readonly Case[]): string {
  const name = resourceName(urn);
  return [
    `  <testsuite name="${escape(urn)}" tests="${cases.length}" failures="${cases.filter(isFailed).length}" errors="0" ` +
      `skipped="${cases.filter(isSkipped).length}" time="0">`,
    ...cases.map((one) => caseOf(name, one)),
    "  </testsuite>",
  ].join("\n");
}

interface Place {
  readonly urn: string;
  readonly rule: string;
}

const placeOf = ({ urn, rule }: Place): string => `${urn}\n${rule}`;

export function renderJunit(report: Report): string {
  const of = <T extends Place>(ones: readonly T[]): ReadonlyMap<string, readonly T[]> => groupBy(ones, placeOf);
  const [findings, exempt] = [of(report.findings), of(report.exempt)];
  const places = groupBy([...report.findings, ...report.exempt, ...report.passed], ({ urn }) => urn);
  const suites = [...places].map(([urn, ones]) => {
    const rules = [...new Set(ones.map(({ rule }) => rule))].sort();
    const cases = rules.map((rule): Case => {
      const place = placeOf({ urn, rule });
      return { rule, findings: findings.get(place) ?? [], exempt: exempt.get(place) ?? [] };
    });
    return { urn, cases };
  });
  const cases = suites.flatMap((suite) => suite.cases);
  const errors = report.evidence.status === "judged" ? 0 : 1;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pulumi-alicloud-vpn policies" tests="${cases.length + 1}" ` +
      `failures="${cases.filter(isFailed).length}" errors="${errors}" time="0">`,
    packSuite(report),
    ...suites.map((suite) => suiteOf(suite.urn, suite.cases)),
    "</testsuites>",
    "",
  ].join("\n");
}
