/**
 * What a terminal obeys instead of showing it: control characters (C0, DEL and C1, of which U+009B begins a command),
 * line separators, and marks that turn the direction of the text. Names of connections and log lines are anybody's text.
 */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** One text, safe to show on a terminal, in one line. */
export const printableText = (text: string): string => text.replaceAll(CONTROL, " ");

/** A text of several lines, safe to show on a terminal; its lines stay. */
export const printableLines = (text: string): string => text.split("\n").map(printableText).join("\n");

/** The same data with every text in it safe to show on a terminal. */
export function printable<T>(data: T): T {
  return mapped(data) as T;
}

function mapped(data: unknown): unknown {
  if (typeof data === "string") return printableText(data);
  if (Array.isArray(data)) return data.map((item: unknown) => mapped(item));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [printableText(key), mapped(value)]));
}
