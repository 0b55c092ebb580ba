/**
 * The characters that a terminal, an editor or a compiler obeys instead of showing them: controls (Cc), marks without
 * width and marks of direction (Cf), line and paragraph separators (Zl, Zp), and halves of a character (Cs).
 */
export const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A character as JavaScript and JSON escape it. A character beyond U+FFFF has an escape for each of its halves. */
export const escaped = (character: string): string =>
  character
    .split("")
    .map((half) => String.raw`\u${half.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** A text from outside on one line, with every steering character as an escape. */
export const printable = (text: string): string => text.replaceAll(STEERING, escaped);
