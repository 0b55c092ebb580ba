/** A finding of a report, and which findings are one. */

import { createHash } from "node:crypto";
import type { Severity } from "@pulumi/policy";
import type { Exemption } from "../assembly/exemption";
import { PACKS } from "../assembly/packs";
import type { RecordedFinding } from "../assembly/finding-record";
import type { Rule } from "../rule/rule";
import type { FindingFields } from "../subjects/tunnel";

export type ReportLevel = "mandatory" | "advisory";

export interface Finding {
  readonly rule: string;
  /** The packs that reported it. */
  readonly packs: readonly string[];
  readonly level: ReportLevel;
  readonly severity: Severity | undefined;
  readonly urn: string;
  /** One line: tunnel, property, value, what is allowed, what to do. */
  readonly message: string;
  /** Undefined for a rule of another pack. */
  readonly metadata: Rule | undefined;
  /** What the finding is about, where the packs recorded it. */
  readonly fields: FindingFields | undefined;
  /** The VPN gateway of the resource, where the packs recorded it. */
  readonly gateway: string | undefined;
}

/** A finding with its name in all runs. */
export interface NamedFinding extends Finding {
  /** The same in every run, also when the wording changes: of rule, resource, property and its number among equals. */
  readonly fingerprint: string;
  /** Whether a baseline has it. */
  readonly isKnown: boolean;
}

/** A finding that does not count. */
export interface ExemptFinding extends NamedFinding {
  readonly exemption: Exemption;
}

export const metadataOf = (name: string): Rule | undefined => PACKS.policies.find((rule) => rule.name === name);

const stricter = (one: Finding, other: Finding): Finding =>
  one.level === "advisory" && other.level === "mandatory" ? other : one;

const packsOf = (...findings: readonly Finding[]): readonly string[] =>
  [...new Set(findings.flatMap(({ packs }) => packs))].sort();

/** What two packs that judge one value have in common. A message names what a pack allows, so it may differ. */
function subjectOf({ rule, urn, message, fields }: Finding): string {
  const about = fields === undefined ? [message] : [fields.path, fields.value];
  return JSON.stringify([rule, urn, ...about]);
}

/** Numbers equal texts from 0, in their order. */
function counter(): (text: string) => number {
  const counts = new Map<string, number>();
  return (text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    return count;
  };
}

/** One finding for each value, whichever packs reported it, with the stricter level. */
export function withoutRepetition(findings: readonly Finding[]): readonly Finding[] {
  const said = new Map<string, Finding>();
  for (const finding of findings) {
    // The log of a preview and its update has each finding of a pack twice.
    const key = JSON.stringify([finding.packs, finding.rule, finding.urn, finding.message]);
    const before = said.get(key);
    said.set(key, before === undefined ? finding : stricter(before, finding));
  }
  const number = counter();
  const merged = new Map<string, Finding>();
  for (const finding of said.values()) {
    const subject = subjectOf(finding);
    const key = `${number(JSON.stringify([finding.packs, subject]))} ${subject}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? finding : { ...stricter(before, finding), packs: packsOf(before, finding) });
  }
  return [...merged.values()];
}

/** Gives each finding its fingerprint. */
export function named<F extends Finding>(findings: readonly F[]): readonly (F & NamedFinding)[] {
  const number = counter();
  return findings.map((finding) => {
    const about = [finding.rule, finding.urn, finding.fields?.path ?? ""].join("\n");
    const fingerprint = createHash("sha256")
      .update(`${about}\n${number(about)}`)
      .digest("hex");
    return { ...finding, fingerprint, isKnown: false };
  });
}

/** The fields of findings by what the engine's events tell of them. */
export function fieldsByEvent(recorded: readonly RecordedFinding[]): (finding: Finding) => Finding {
  const known = new Map(recorded.map((one) => [JSON.stringify([one.rule, one.urn, one.message]), one]));
  return (finding) => {
    const found = known.get(JSON.stringify([finding.rule, finding.urn, finding.message]));
    return found === undefined ? finding : { ...finding, fields: fieldsOf(found), gateway: found.gateway };
  };
}

const fieldsOf = ({ path, value, allowed, origin }: RecordedFinding): FindingFields => ({
  path,
  ...(value === undefined ? {} : { value }),
  ...(allowed === undefined ? {} : { allowed }),
  ...(origin === undefined ? {} : { origin }),
});

/** The findings that exemptions set aside, each once, without those that another pack counts. */
export function exemptFindings(
  recorded: readonly RecordedFinding[],
  counted: readonly Finding[],
): readonly (Finding & { readonly exemption: Exemption })[] {
  const subjects = new Set(counted.map(subjectOf));
  const found = new Map<string, Finding & { readonly exemption: Exemption }>();
  for (const one of recorded) {
    if (one.exemption === undefined) continue;
    const metadata = metadataOf(one.rule);
    const finding = {
      rule: one.rule,
      packs: one.pack === undefined ? [] : [one.pack],
      level: one.level,
      severity: metadata?.severity,
      urn: one.urn,
      message: one.message,
      metadata,
      fields: fieldsOf(one),
      gateway: one.gateway,
      exemption: one.exemption,
    };
    const subject = subjectOf(finding);
    if (subjects.has(subject)) continue;
    const before = found.get(subject);
    found.set(subject, before === undefined ? finding : { ...finding, packs: packsOf(before, finding) });
  }
  return [...found.values()];
}
