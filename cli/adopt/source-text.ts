import type { Scalar } from "../../provider/core/scalar";
import { jsonText } from "../output/json";
import { printableText } from "../output/printable";

/**
 * Text from outside in a TypeScript program. Anybody can write a name, an id, a role or a setting of the service's
 * answer. The program must not run any of it, so such a text stands only in a literal or at the end of a comment.
 */

/** A value as a literal on one line. No character of the value can end the literal or turn its direction. */
export const literal = (value: Scalar): string => jsonText(value);

/**
 * A comment on a line of its own. It begins with words of this package, because TypeScript and linters look for a
 * directive (`@ts-ignore`) at the beginning of a comment.
 */
export function comment(words: string, text: string): string {
  return `// ${words} ${printableText(text).replaceAll(/\s+/gu, " ").trim() || "(none)"}`;
}
