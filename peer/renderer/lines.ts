/** Puts the lines of a file together. */

/** Lines of a file, nested as the code that writes them is; false and undefined stand for no line. */
export type Lines = string | false | undefined | readonly Lines[];

/** The text of all lines. */
export function joinLines(...lines: readonly Lines[]): string {
  return `${flat(lines).join("\n")}\n`;
}

function flat(lines: readonly Lines[]): readonly string[] {
  return lines.flatMap((line) => {
    if (line === false || line === undefined) return [];
    return typeof line === "string" ? [line] : flat(line);
  });
}
