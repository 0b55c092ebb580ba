/** What steers a terminal or a reader in place of being shown; a line break is looked for apart. */
// oxlint-disable-next-line no-control-regex -- it is what is looked for
export const STEERING = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** A text with a word in place of each escape character, for a pattern. */
export const visible = (text = ""): string => text.replaceAll("\u001B", "ESC");
