/** Control characters: what a terminal obeys instead of showing it. Names of connections and log lines are anybody's text. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F]+/gu;

/** One text, safe to show on a terminal. */
export const printableText = (text: string): string => text.replaceAll(CONTROL, " ");

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
