import { escaped, STEERING } from "../../provider/core/printable";

/**
 * The data as JSON that steers no terminal and no compiler. `JSON.stringify` leaves some steering characters in a text
 * as they are (C1 controls, line separators, marks of direction); here each one is an escape. Parsed, it is the same
 * data.
 */
export function jsonText(data: unknown, indent?: number): string {
  const text = JSON.stringify(data, undefined, indent) ?? "null";
  // Line breaks stand only between the texts: JSON has them escaped inside.
  return text.replaceAll(STEERING, (character) => (character === "\n" ? character : escaped(character)));
}
