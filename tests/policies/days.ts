/** Days around today, for tests that cannot bring a clock of their own. */

import { dayAfter, dayOf } from "../../policies/subjects/calendar-day";

export const inDays = (days: number): string => dayAfter(dayOf(new Date()), days);
