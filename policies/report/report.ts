/** The violations that a preview or an analysis found, each with the metadata of its rule. */

import type { Severity } from "@pulumi/policy";
import type { RecordedFinding } from "../assembly/finding-record";
import type { Rule } from "../rule/rule";
import { bodiesOf, runsIn } from "./engine-events";
import { evidenceOf } from "./evidence";
import type { Evidence } from "./evidence";
import { exemptFindings, fieldsByEvent, metadataOf, named, withoutRepetition } from "./finding";
import type { ExemptFinding, Finding, NamedFinding } from "./finding";
import { plainLine } from "./outside-text";

export interface Report {
  /** Whether these are all findings. */
  readonly evidence: Evidence;
  readonly findings: readonly NamedFinding[];
  /** The findings that exemptions set aside, where the packs recorded them. */
  readonly exempt: readonly ExemptFinding[];
  /** The rules that a resource passed, where the CLI reports them. */
  readonly passed: readonly { readonly rule: string; readonly urn: string }[];
  /** How many findings of the baseline are gone; undefined without a baseline. */
  readonly gone?: number;
}

export class NoPolicyResults extends Error {}

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

function findingOf(event: Readonly<Record<string, unknown>>): Finding {
  const rule = plainLine(event["policyName"]);
  const metadata = metadataOf(rule);
  const text = plainLine(event["message"]);
  // The engine puts the rule's description before the message. A report shows it elsewhere.
  const own =
    metadata !== undefined && text.startsWith(metadata.description) ? text.slice(metadata.description.length) : text;
  return {
    rule,
    packs: [plainLine(event["policyPackName"])],
    level: event["enforcementLevel"] === "mandatory" ? "mandatory" : "advisory",
    severity: SEVERITIES.find((severity) => severity === event["severity"]) ?? metadata?.severity,
    urn: plainLine(event["resourceUrn"]),
    message: own.trim(),
    metadata,
    fields: undefined,
    gateway: undefined,
  };
}

const ADVICE =
  "Give the output of `pulumi policy analyze --json`, or the engine events of a preview " +
  "(PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json); " +
  "a plain `pulumi preview --json` has no policy results.";

/** Reads engine events, one JSON object a line. `recorded` has the fields of the findings, and the exempt ones. */
export function readReport(output: string, recorded: readonly RecordedFinding[] = []): Report {
  const runs = runsIn(output);
  const events = runs.flat();
  if (events.length === 0) throw new NoPolicyResults(`There are no engine events to report on. ${ADVICE}`);
  const counted = withoutRepetition(bodiesOf(events, "policyEvent").map(findingOf).map(fieldsByEvent(recorded)));
  const passed = bodiesOf(events, "policyAnalyzeSummaryEvent").flatMap(({ passed: rules, resourceUrn }) =>
    Array.isArray(rules) ? rules.map((rule) => ({ rule: plainLine(rule), urn: plainLine(resourceUrn) })) : [],
  );
  return {
    evidence: evidenceOf(runs),
    findings: [...named(counted)].sort(byWeight),
    exempt: [...named(exemptFindings(recorded, counted))].sort(byWeight),
    passed,
  };
}

const weight = (finding: Finding): number =>
  (finding.level === "mandatory" ? 10 : 0) +
  (finding.severity === undefined ? 0 : SEVERITIES.indexOf(finding.severity));

const byWeight = (one: Finding, other: Finding): number =>
  weight(other) - weight(one) || one.urn.localeCompare(other.urn) || one.rule.localeCompare(other.rule);

/** `hq-master` for `urn:pulumi:dev::net::…::hq-master`; the stack's name for a finding about the whole stack. */
export function resourceName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** `net/prod`: project and stack. */
export function stackName(urn: string): string {
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return `${project}/${stack}`;
}

/** `VpnTunnel`: the last part of the type in a URN. */
export function resourceType(urn: string): string {
  return urn.split("::").at(-2)?.split("$").at(-1)?.split(":").at(-1) ?? "";
}

/** `3 mandatory violations and 1 advisory`; begins with "not judged" unless everything was. */
export function summaryText(report: Report): string {
  const { evidence, exempt } = report;
  const fresh = report.findings.filter(({ isKnown }) => !isKnown);
  const known = report.findings.length - fresh.length;
  const beside = [...(known > 0 ? [`${known} known`] : []), ...(exempt.length > 0 ? [`${exempt.length} exempt`] : [])];
  const counted = `${countText(fresh)}${beside.length === 0 ? "" : ` (${beside.join(", ")})`}`;
  const none = report.findings.length + exempt.length === 0;
  if (evidence.status === "judged")
    return none && evidence.packs.every(({ judged }) => judged === 0) ? "nothing to judge" : counted;
  return none ? "not judged" : `not judged to the end, ${counted} so far`;
}

function countText(findings: readonly Finding[]): string {
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  const advisory = findings.length - mandatory;
  const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
  if (findings.length === 0) return "no violations";
  return [
    ...(mandatory > 0 ? [count(mandatory, "mandatory violation", "mandatory violations")] : []),
    ...(advisory > 0 ? [count(advisory, "advisory", "advisories")] : []),
  ].join(" and ");
}

/** `NIST SP 800-77 Revision 1 (2020-06), Table 1` */
export function citationText(rule: Rule): string {
  const { name, version, reference } = rule.framework;
  return `${name} ${version}, ${reference}`;
}
