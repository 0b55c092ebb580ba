/** Puts a file together line by line. */

export type Part = string | false | undefined | readonly Part[];

/** One text of all lines; what is false or undefined is left out. */
export function file(...parts: readonly Part[]): string {
  return `${flat(parts).join("\n")}\n`;
}

function flat(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => {
    if (part === false || part === undefined) return [];
    return typeof part === "string" ? [part] : flat(part);
  });
}
