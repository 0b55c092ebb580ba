/** The last moment that a date can have, in milliseconds since 1970. */
const LAST = 8.64e15;

/**
 * A time of an answer, in ISO form. The API sends milliseconds since 1970; it sends 0, an empty text or nothing for
 * none.
 */
export function isoTime(time: number | string | undefined): string | undefined {
  const value = Number(time);
  return time !== undefined && value > 0 && value <= LAST ? new Date(value).toISOString() : undefined;
}
