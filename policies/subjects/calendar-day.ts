/** Days of the calendar, as YYYY-MM-DD in UTC. Text of this form sorts by time. */

const FORM = /^\d{4}-\d{2}-\d{2}$/;
const MS = 86_400_000;

/** The form of a day, for JSON schemas. */
export const DAY_PATTERN = FORM.source;

export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whether the calendar has this day: it has no 2026-02-31. */
export function isDay(text: string): boolean {
  if (!FORM.test(text)) return false;
  const start = startOf(text);
  return !Number.isNaN(start) && dayOf(new Date(start)) === text;
}

/** How many days lie between; negative when `day` is past. */
export const daysUntil = (day: string, today: string): number => Math.round((startOf(day) - startOf(today)) / MS);

export const dayAfter = (today: string, days: number): string => dayOf(new Date(startOf(today) + days * MS));
