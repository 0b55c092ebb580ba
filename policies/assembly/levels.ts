/** The levels of rules, and a rule that becomes mandatory on a day. */

import type { EnforcementLevel } from "@pulumi/policy";
import { isDay } from "../subjects/calendar-day";
import { PackError } from "./pack-error";

export const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

/** The level, or an error that names the levels. `place` says where the value stands. */
export function refuseLevel(given: unknown, place: string): EnforcementLevel {
  const level = LEVELS.find((one) => one === given);
  if (level !== undefined) return level;
  throw new PackError(`${place} must be one of ${LEVELS.join(", ")}; given: ${JSON.stringify(given)}`);
}

export interface LevelByDay {
  readonly level: EnforcementLevel;
  /** What a finding says about it before that day. */
  readonly remark?: string;
}

/** The level of a rule with `mandatoryFrom`. It decides the level, so no other one may stand beside it. */
export function mandatoryFrom(day: unknown, level: unknown, today: string, place: string): LevelByDay {
  if (typeof day !== "string" || !isDay(day))
    throw new PackError(`${place}: mandatoryFrom must be a day as YYYY-MM-DD; given: ${JSON.stringify(day)}`);
  if (level !== undefined)
    throw new PackError(`${place}: mandatoryFrom decides the level; take enforcementLevel away, or mandatoryFrom`);
  return today < day ? { level: "advisory", remark: `Mandatory from ${day}.` } : { level: "mandatory" };
}
