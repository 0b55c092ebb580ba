/**
 * How much a policy reports. The engine takes no answer of more than 4 MiB from a pack: a rule that breaks everywhere
 * would end each preview with an error of the transport, without any finding. Findings beyond the limit are counted.
 */

import type { Rule, Violation } from "../rule/rule";
import { shortList, shortText } from "../subjects/short-list";

/** The longest message, in characters. */
export const LONGEST_MESSAGE = 600;
/** What one rule says about one resource at most, in characters. */
const RESOURCE_SHARE = 960;
/** What one rule says about all resources of a run, one by one, before it only counts. */
const RUN_SHARE = 600_000;
/** What one rule says about a whole stack at most, with what the engine sends beside each message. */
const STACK_SHARE = 80_000;
/** Names, versions, tags and the URN that go with each finding. */
const ENVELOPE = 400;

/** Gives the findings of one rule to report on each resource of a run. */
export function resourceLimits(): (violations: readonly Violation[]) => readonly Violation[] {
  let used = 0;
  return (violations) => {
    const [first] = violations;
    if (first === undefined) return [];
    const isMuch = used > RUN_SHARE;
    const shown = isMuch ? [summaryOf(first, violations)] : within(RESOURCE_SHARE, violations, lengthOf);
    used += shown.reduce((sum, violation) => sum + lengthOf(violation), 0);
    return shown;
  };
}

const lengthOf = ({ message }: Violation): number => message.length;

/** The findings to report on a stack. */
export function withinStack({ description }: Rule, violations: readonly Violation[]): readonly Violation[] {
  return within(STACK_SHARE, violations, ({ message }) => message.length + description.length + ENVELOPE);
}

function within(
  limit: number,
  violations: readonly Violation[],
  cost: (violation: Violation) => number,
): readonly Violation[] {
  const shown: Violation[] = [];
  let used = 0;
  for (const violation of violations.map(cut)) {
    used += cost(violation);
    if (shown.length > 0 && used > limit) break;
    shown.push(violation);
  }
  const [next, ...more] = violations.slice(shown.length);
  return next === undefined ? shown : [...shown, summaryOf(next, [next, ...more])];
}

function cut(violation: Violation): Violation {
  const { message } = violation;
  const end = "… (cut)";
  if (message.length <= LONGEST_MESSAGE) return violation;
  return { ...violation, message: `${message.slice(0, LONGEST_MESSAGE - end.length)}${end}` };
}

/** One finding in the place of those that are left out. They are all about one resource, or about several. */
function summaryOf(next: Violation, rest: readonly Violation[]): Violation {
  const names = [...new Set(rest.map(({ resource }) => resource.name))];
  const values = [...new Set(rest.map(({ value }) => value).filter((value) => value !== undefined))];
  const about = names.length === 1 ? values : names;
  const what = about.length === 0 ? "" : `: ${shortList(about.map(short), ", ", 3)}`;
  const findings = `${rest.length} more finding${rest.length === 1 ? "" : "s"} of this rule`;
  const message = `${short(next.resource.name)}: ${findings}${what}. Correct these as well.`;
  return { ...next, message };
}

const short = (text: string): string => shortText(text, 24);
