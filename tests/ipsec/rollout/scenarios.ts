import { SCENARIOS } from "./rows/changes";
import { CONTROL, FAIL_OVER } from "./rows/ground";
import { INTERRUPTED } from "./rows/interrupted";
import { TIMER_SCENARIOS } from "./rows/timers";
import type { Scenario } from "./scenario";

/** The rows of the table: what changes, who follows when, and which programs. */
export const ALL: readonly Scenario[] = [CONTROL, FAIL_OVER, ...SCENARIOS, ...INTERRUPTED, ...TIMER_SCENARIOS];

export { CONTROL, FAIL_OVER, INTERRUPTED, SCENARIOS, TIMER_SCENARIOS };
