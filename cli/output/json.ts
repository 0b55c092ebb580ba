/**
 * JSON that a terminal shows and a compiler reads as it is meant. `JSON.stringify` leaves in some characters that steer
 * what displays them: C1 controls (U+009B begins a terminal's command), line separators, and marks that turn the
 * direction of the text or have no width.
 */

/** Everything of the Unicode categories control, format and line or paragraph separator. */
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The data as JSON, in which each such character of a text is written as `\uXXXX`; parsed, it is the same data. */
export function jsonText(data: unknown, indent?: number): string {
  const text = JSON.stringify(data, undefined, indent) ?? "null";
  // The line breaks of the indentation are the only ones that are not inside of a text.
  return text.replaceAll(STEERING, (character) => (character === "\n" ? character : escaped(character)));
}

/** A character beyond U+FFFF is two units, each with an escape of its own. */
function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
