import type { Scalar } from "../../provider/core/scalar";
import { jsonText } from "../output/json";
import { printableText } from "../output/printable";

/**
 * Text from outside in a TypeScript program: a name, an id, a role or a setting of the service's answer is anybody's
 * text, and adopt runs nothing of it. Such a text stands in a literal or behind the first words of a comment, nowhere else.
 */

/** A value as a literal on one line: no quote, line break or mark of direction of it can end or turn the literal. */
export const literal = (value: Scalar): string => jsonText(value);

/**
 * A comment on a line of its own. The first words are ours, so that no text from outside stands where TypeScript or a
 * linter looks for a directive (`@ts-ignore`); the rest is one line, whatever is in it.
 */
export function comment(words: string, text: string): string {
  return `// ${words} ${printableText(text).replaceAll(/\s+/gu, " ").trim() || "(none)"}`;
}
