/** Reads exemptions from a configuration, and says what is wrong with one. */

import type { Group } from "../rule/rule";
import { GROUPS } from "../rule/rule";
import type { Setting } from "../rule/settings";
import { isRecord, isScalar } from "../subjects/reading";
import { DAY_PATTERN, dayAfter, daysUntil, dayOf, isDay } from "../subjects/calendar-day";
import { LONGEST, fitsEverything } from "./exemption";
import type { Exemption } from "./exemption";

/** `rule`: in the settings of a rule, which says by its place what the exemption is from. */
export type Place = "pack" | "rule";

type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const refused = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });

const KEYS = ["resource", "rules", "group", "value", "owner", "ticket", "reason", "until"] as const;
const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

function isRuleList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isText);
}

const groupIn = (value: unknown): Group | undefined => GROUPS.find((group) => group === value);

/** What an exemption is from; empty for all rules. */
function parseScope(
  given: Readonly<Record<string, unknown>>,
  place: Place,
): Parsed<Pick<Exemption, "rules" | "group">> {
  const { rules, group } = given;
  if (rules === undefined && group === undefined) return { ok: true, value: {} };
  const name = rules === undefined ? "group" : "rules";
  if (place === "rule") return refused(`has ${name}, which its place says already: it is from this rule only`);
  if (rules !== undefined && group !== undefined) return refused("has rules and group; give one of them");
  if (rules !== undefined)
    return isRuleList(rules) ? { ok: true, value: { rules } } : refused("needs in rules a list of names of rules");
  const known = groupIn(group);
  return known === undefined
    ? refused(`has an unknown group; possible are ${GROUPS.join(", ")}`)
    : { ok: true, value: { group: known } };
}

function problemOfEnd(until: unknown, today: string): string | undefined {
  if (typeof until !== "string" || !isDay(until))
    return `needs until, the last day it holds as YYYY-MM-DD${isText(until) ? `; there is no day ${until}` : ""}`;
  if (daysUntil(until, today) <= LONGEST) return undefined;
  return `has until ${until}; an exemption holds for at most ${LONGEST} days, now until ${dayAfter(today, LONGEST)}`;
}

export function parseExemption(given: unknown, place: Place, today: string): Parsed<Exemption> {
  if (!isRecord(given)) return refused("must be a list of objects");
  const extra = Object.keys(given).find((key) => !KEYS.some((possible) => possible === key));
  if (extra !== undefined) return refused(`has an unknown property ${extra}; possible are ${KEYS.join(", ")}`);
  const { resource, value, owner, ticket, reason, until } = given;
  if (!isText(resource)) return refused("needs resource, a name or URN");
  if (fitsEverything(resource))
    return refused(
      `has resource ${JSON.stringify(resource)}, which every resource fits. Name resources; ` +
        "a rule that should stop nothing has the level advisory or disabled",
    );
  const scope = parseScope(given, place);
  if (!scope.ok) return scope;
  if (value !== undefined && !isScalar(value)) return refused("has a value that is no text, number, true or false");
  if (owner !== undefined && !isText(owner)) return refused("has an owner that is no text");
  if (ticket !== undefined && !isText(ticket)) return refused("has a ticket that is no text");
  if (!isText(reason)) return refused("needs a reason");
  const problem = problemOfEnd(until, today);
  if (problem !== undefined) return refused(problem);
  return {
    ok: true,
    value: {
      resource,
      ...scope.value,
      ...(value === undefined ? {} : { value }),
      ...(owner === undefined ? {} : { owner }),
      ...(ticket === undefined ? {} : { ticket }),
      reason,
      until: String(until),
    },
  };
}

/** A list of exemptions; the reason names the entry, where there are several. */
export function parseExemptions(given: unknown, place: Place, today: string): Parsed<readonly Exemption[]> {
  if (!Array.isArray(given)) return refused("must be a list");
  const exemptions: Exemption[] = [];
  for (const [index, item] of given.entries()) {
    const parsed = parseExemption(item, place, today);
    if (!parsed.ok) return refused(given.length === 1 ? parsed.reason : `entry ${index + 1} ${parsed.reason}`);
    exemptions.push(parsed.value);
  }
  return { ok: true, value: exemptions };
}

const text = (description: string): { type: "string"; minLength: number; description: string } => ({
  type: "string",
  minLength: 1,
  description,
});

/** The setting that every rule has. `now` tells the day, from which the longest time is counted. */
export function exemptSetting(now: () => Date): Setting<readonly Exemption[]> {
  return {
    schema: {
      type: "array",
      description:
        "Findings of this rule that do not count, each with a reason and an end. They add to the pack's own.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["resource", "reason", "until"],
        properties: {
          resource: text("The whole name or URN of a resource; * stands for any characters."),
          value: {
            type: ["string", "number", "boolean"],
            description: "Only findings about this value; the rule judges another one.",
          },
          owner: text("Who answers for it."),
          ticket: text("Where it was granted."),
          reason: text("Why it is exempt."),
          until: {
            type: "string",
            pattern: DAY_PATTERN,
            description: `The last day on which this holds, YYYY-MM-DD in UTC; at most ${LONGEST} days ahead.`,
          },
        },
      },
      default: [],
    },
    fallback: [],
    parse: (value) => parseExemptions(value, "rule", dayOf(now())),
  };
}
