/** The rule that reports the exemptions of its pack: those that end soon, and those that have ended. */

import { NIST_800_53, cite } from "../rule/citation";
import type { RawConfig, StackRule, Violation } from "../rule/rule";
import type { JudgedResource } from "../subjects/resource";
import { shortText } from "../subjects/short-list";
import { dayOf, daysUntil } from "../subjects/calendar-day";
import { coversResource, isAboutTheSame, periodOf } from "./exemption";
import type { Exemption } from "./exemption";
import type { NotedExemption, NotedExemptions } from "./noted-exemptions";
import { parseExemptions } from "./parse-exemption";

export const EXEMPTIONS_RULE = "alicloud-vpn-exemptions";

const METADATA = {
  name: EXEMPTIONS_RULE,
  title: "Exemptions that end",
  description:
    "An exemption should be renewed or removed before its last day, and one that has ended should be removed.",
  group: "coverage",
  severity: "low",
  level: "advisory",
  alwaysAdvisory: true,
  ...cite(
    NIST_800_53,
    "CA-5",
    "requires",
    "that planned actions against known weaknesses are written down with their milestones, and kept up to date",
  ),
  remediationSteps:
    "Fix the resource and remove the exemption, or have it granted again and give it a new last day. " +
    "When an exemption has ended, its rule judges again.",
  settings: {},
} as const;

/** It has to be the last rule of its pack, because the others note their exemptions when they judge. */
export function exemptionsRule(noted: NotedExemptions, now: () => Date): StackRule {
  return {
    ...METADATA,
    scope: "stack",
    compares: [],
    evaluate(resources, config) {
      const today = dayOf(now());
      const entries = noted.all().length === 0 ? ownOf(config, today) : noted.all();
      const violations = entries
        .filter((entry) => !isRenewed(entry, entries, today))
        .flatMap((entry) => violationOf(entry, resources, today));
      return { applicable: true, violations, unknown: [], notJudged: [] };
    },
  };
}

/** Exemptions from this rule itself, where nobody notes any: a policy without a pack. */
function ownOf(config: RawConfig, today: string): readonly NotedExemption[] {
  const parsed = parseExemptions(config["exempt"] ?? [], "pack", today);
  return parsed.ok ? parsed.value.map((exemption) => ({ exemption, rules: [EXEMPTIONS_RULE] })) : [];
}

/** Whether another exemption holds on for the same findings: nobody has to look at this one. */
function isRenewed({ exemption, rules }: NotedExemption, all: readonly NotedExemption[], today: string): boolean {
  return all.some(
    (other) =>
      isAboutTheSame(exemption, other.exemption) &&
      other.exemption.until > exemption.until &&
      periodOf(other.exemption, today) !== "ended" &&
      rules.every((rule) => other.rules.includes(rule)),
  );
}

/** One for each exemption of this stack; a list of exemptions for many stacks holds others. */
function violationOf(entry: NotedExemption, resources: readonly JudgedResource[], today: string): readonly Violation[] {
  const { exemption } = entry;
  const period = periodOf(exemption, today);
  if (period === "holds") return [];
  const covered = resources.filter((resource) => coversResource(exemption, resource));
  const [first] = [...covered].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  if (first === undefined) return [];
  const what = `${first.name}: the exemption of ${shortText(exemption.resource, 100)} ${fromText(entry)}${whyText(exemption)}`;
  const message =
    period === "ended"
      ? `${what} ended on ${exemption.until}, so the rule judges again. Remove the exemption, or give it a new end.`
      : `${what} ends on ${exemption.until}, ${inDays(daysUntil(exemption.until, today))}. ` +
        "Fix the resource before that day, or give the exemption a new end.";
  return [{ message, resource: first, path: "exempt", value: exemption.until }];
}

/** The engine refuses a large answer, so what people write is cut. */

function fromText({ exemption, rules }: NotedExemption): string {
  const value = exemption.value === undefined ? "" : ` with the value ${shortText(String(exemption.value), 40)}`;
  if (exemption.group !== undefined) return `from the rules about ${exemption.group}${value}`;
  const [one = "", ...rest] = rules;
  return `from ${one}${rest.length === 0 ? "" : ` and ${rest.length} more`}${value}`;
}

function whyText({ reason, owner, ticket }: Exemption): string {
  const granted = [owner, ticket].filter((part) => part !== undefined).map((part) => shortText(part, 40));
  return ` ("${shortText(reason, 120)}"${granted.map((part) => `, ${part}`).join("")})`;
}

const inDays = (days: number): string => (days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`);
