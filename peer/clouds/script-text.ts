/** Text of the scripts: values in a shell, and files for what has to stay out of a command line. */

import type { Lines } from "../renderer/lines";

/** A text in quotes that a shell does not read. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

// Two characters for private use: no key and no name of the API can have them.
const [BEGIN, END] = ["\uE000", "\uE001"];

/** A variable of the shell inside a file that `fileWith` writes. */
export const variable = (name: string): string => `${BEGIN}${name}${END}`;

/**
 * The first lines of every script: what it asks for, and a file for keys, which a command line would show to everybody
 * on the machine.
 */
export const scriptOpening = (needs: Readonly<Record<string, string>>): Lines => [
  "set -eu",
  Object.entries(needs).map(([name, what]) => `: "\${${name}:?is missing: ${what}}"`),
  "file=$(mktemp) # only you can read it, and it is gone at the end",
  `trap 'rm -f "$file"' EXIT`,
];

/** Lines that write data into the file, as JSON; a name in `variable` becomes the value that it has in the shell. */
export function fileWith(data: unknown): Lines {
  const text = JSON.stringify(data, undefined, 2);
  const inert = text
    .replace(/[\\$`]/g, "\\$&")
    .replaceAll(BEGIN, "${")
    .replaceAll(END, "}");
  return ['cat > "$file" <<JSON', inert.split("\n"), "JSON"];
}

/** A command with its flags, one on each line; undefined leaves a flag out. `more` are arguments as they stand. */
export function command(
  words: string,
  flags: Readonly<Record<string, string | undefined>>,
  more: readonly string[] = [],
): readonly string[] {
  const given = Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  const lines = [words, ...[...given, ...more].map((each) => `  ${each}`)];
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}
