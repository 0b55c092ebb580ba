/** The verdicts of a preview or an analysis, joined with what is known about each rule. */

import type { Severity } from "@pulumi/policy";
import { PACKS } from "../config/packs";
import type { Rule } from "../rule/rule";

export type ReportLevel = "mandatory" | "advisory";

export interface Finding {
  readonly rule: string;
  readonly pack: string;
  readonly level: ReportLevel;
  readonly severity: Severity | undefined;
  readonly urn: string;
  /** One line: tunnel, property, value, what is allowed, what to do. */
  readonly message: string;
  /** Undefined for a rule of another pack. */
  readonly facts: Rule | undefined;
}

export interface Report {
  readonly findings: readonly Finding[];
  /** What was judged and found well, where the CLI tells it. */
  readonly passed: readonly { readonly rule: string; readonly urn: string }[];
}

export class NoPolicyResults extends Error {}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

const factsOf = (name: string): Rule | undefined => PACKS.policies.find((rule) => rule.name === name);

function findingOf(event: Readonly<Record<string, unknown>>): Finding {
  const rule = text(event["policyName"]);
  const facts = factsOf(rule);
  const message = text(event["message"]).trim();
  // The engine puts the rule's description above the message; the report has it in a place of its own.
  const own =
    facts !== undefined && message.startsWith(facts.description) ? message.slice(facts.description.length) : message;
  return {
    rule,
    pack: text(event["policyPackName"]),
    level: event["enforcementLevel"] === "mandatory" ? "mandatory" : "advisory",
    severity: SEVERITIES.find((severity) => severity === event["severity"]) ?? facts?.severity,
    urn: text(event["resourceUrn"]),
    message: own.trim().replaceAll(/\s*\n\s*/g, " "),
    facts,
  };
}

function parseLine(line: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? [value] : [];
  } catch {
    // The CLI prints other lines between the events, such as its closing error.
    return [];
  }
}

const ADVICE =
  "Give the output of `pulumi policy analyze --json`, or the engine events of a preview (PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json); " +
  "a plain `pulumi preview --json` has no policy results.";

/** Reads engine events, one JSON object a line. */
export function readReport(output: string): Report {
  const events = output.split("\n").flatMap((line) => parseLine(line.trim()));
  const isEvent = events.some((event) => "sequence" in event);
  if (!isEvent) throw new NoPolicyResults(`There are no engine events to report on. ${ADVICE}`);
  const findings = events.flatMap(({ policyEvent }) => (isRecord(policyEvent) ? [findingOf(policyEvent)] : []));
  const passed = events.flatMap(({ policyAnalyzeSummaryEvent: event }) => {
    if (!isRecord(event) || !Array.isArray(event["passed"])) return [];
    return event["passed"].map((rule) => ({ rule: text(rule), urn: text(event["resourceUrn"]) }));
  });
  return { findings: findings.sort(byWeight), passed };
}

const weight = (finding: Finding): number =>
  (finding.level === "mandatory" ? 10 : 0) +
  (finding.severity === undefined ? 0 : SEVERITIES.indexOf(finding.severity));

const byWeight = (one: Finding, other: Finding): number =>
  weight(other) - weight(one) || one.urn.localeCompare(other.urn) || one.rule.localeCompare(other.rule);

/** `hq-master` of `urn:pulumi:dev::net::…::hq-master`; the stack's name for what is about the whole stack. */
export function resourceName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** `VpnTunnel` of a URN's type. */
export function resourceType(urn: string): string {
  return urn.split("::").at(-2)?.split("$").at(-1)?.split(":").at(-1) ?? "";
}

/** `3 mandatory violations and 1 advisory` */
export function summaryText({ findings }: Report): string {
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
