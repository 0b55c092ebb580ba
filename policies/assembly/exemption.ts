/**
 * Exemptions: whose findings do not count, why, and until when. An exemption is about findings: a rule judges an exempt
 * resource as any other one, and what it finds there is set aside.
 */

import type { Group, RuleMetadata } from "../rule/rule";
import { matchesName } from "../rule/name-pattern";
import { JUDGED_TYPES } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";
import { daysUntil } from "../subjects/calendar-day";

export interface Exemption {
  /**
   * Whose findings: the whole name of a resource, or its whole URN; `*` stands for any characters. A text that begins
   * with `urn:`, or holds `::`, is compared with URNs. A pattern that every resource fits is refused.
   */
  readonly resource: string;
  /** The findings of these rules only. Default: of every rule. In the settings of a rule, that rule is meant. */
  readonly rules?: readonly string[];
  /** The findings of the rules of this group only, instead of `rules`. */
  readonly group?: Group;
  /** Only findings about this value, such as `3des`. When the value changes, the rule judges the new one. */
  readonly value?: string | number | boolean;
  /** Who answers for it: a person or a team. */
  readonly owner?: string;
  /** Where it was granted, such as the number of a ticket. */
  readonly ticket?: string;
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD in UTC; at most 400 days ahead. */
  readonly until: string;
}

/** An exemption cannot be given for longer, in days: somebody has to look at it again once a year. */
export const LONGEST = 400;
/** How many days before its end an exemption is reported. */
export const REMINDER = 30;

export type Period = "holds" | "soon" | "ended";

/** `soon`: it holds, and ends within 30 days. */
export function periodOf({ until }: Exemption, today: string): Period {
  const left = daysUntil(until, today);
  if (left < 0) return "ended";
  return left <= REMINDER ? "soon" : "holds";
}

export type NamedResource = Pick<JudgedResource, "name" | "urn">;

const isUrnPattern = (pattern: string): boolean => pattern.startsWith("urn:") || pattern.includes("::");

export const coversResource = ({ resource }: Pick<Exemption, "resource">, { name, urn }: NamedResource): boolean =>
  matchesName(resource, isUrnPattern(resource) ? urn : name);

/** Only by its name is an exemption from the rule about exemptions: any other one must not hide its own end. */
export function coversRule(
  { rules, group }: Exemption,
  rule: Pick<RuleMetadata, "name" | "group" | "alwaysAdvisory">,
): boolean {
  if (rules !== undefined) return rules.includes(rule.name);
  return rule.alwaysAdvisory !== true && (group === undefined || group === rule.group);
}

export const coversValue = ({ value }: Exemption, found: string | undefined): boolean =>
  value === undefined || String(value) === found;

/** Whether each resource that a rule may judge fits the pattern, whatever its name, its stack and its project. */
export function fitsEverything(pattern: string): boolean {
  // A character that nobody types, so that only a star can fit it.
  const any = "\uE000";
  if (!isUrnPattern(pattern)) return matchesName(pattern, any);
  return JUDGED_TYPES.every((type) => matchesName(pattern, `urn:pulumi:${any}::${any}::${type}::${any}`));
}

/** Whether two exemptions are about the same findings, so that one may renew the other. */
export const isAboutTheSame = (one: Exemption, other: Exemption): boolean =>
  one.resource === other.resource && String(one.value) === String(other.value);

/** One text for each exemption, to tell whether two are the same. */
export const exemptionKey = ({ resource, rules, group, value, owner, ticket, reason, until }: Exemption): string =>
  JSON.stringify([
    resource,
    rules,
    group,
    value === undefined ? undefined : String(value),
    owner,
    ticket,
    reason,
    until,
  ]);
