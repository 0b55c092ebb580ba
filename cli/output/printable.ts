/** Text from outside for a terminal. Anybody can write the name of a connection or a line of a log. */

import { STEERING } from "../../provider/core/printable";

const STEERING_RUN = new RegExp(`${STEERING.source}+`, STEERING.flags);

/** A text on one line, with a space in place of the characters that steer a terminal. */
export const printableText = (text: string): string => text.replaceAll(STEERING_RUN, " ");

/** A text that keeps its lines, with a space in place of the characters that steer a terminal. */
export const printableLines = (text: string): string => text.split("\n").map(printableText).join("\n");

/** The same data with every text in it made printable. */
export function printable<T>(data: T): T {
  return printableData(data) as T;
}

function printableData(data: unknown): unknown {
  if (typeof data === "string") return printableText(data);
  if (Array.isArray(data)) return data.map((item: unknown) => printableData(item));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [printableText(key), printableData(value)]));
}
