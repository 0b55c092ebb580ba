/** Characters that move a cursor, start a sequence, hide text or turn its direction. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const STEERING = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** A text from outside, on one line, with every character that steers a terminal written as an escape. */
export const printable = (text: string): string =>
  text.replaceAll(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
