// The parts of a page that a test runs: its files, its commands with their output, and what happens in between.

/** A command as the page prints it, and the lines that it shows as its output. */
export interface PrintedCommand {
  readonly line: number;
  readonly command: string;
  readonly output: readonly string[];
}

/** One part of a page, in the order of the page. */
export type Part =
  /** A fence such as "```ts index.ts": the reader saves this file. */
  | { readonly kind: "file"; readonly line: number; readonly name: string; readonly text: string }
  /** A fence "```console": commands begin with `$ `. */
  | { readonly kind: "commands"; readonly line: number; readonly commands: readonly PrintedCommand[] }
  /** A comment such as `<!-- test: the device keeps its values -->`: the reader does not see it. */
  | { readonly kind: "event"; readonly line: number; readonly name: string };

const FENCE = /^\s*```(\S*)(?: (\S+))?$/u;
const EVENT = /^<!-- test: (.*) -->$/u;

/** @throws Error for a block of code that a test could not run: each one is a file or holds commands. */
export function partsOf(markdown: string): readonly Part[] {
  const lines = markdown.split("\n");
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    const event = EVENT.exec((lines[at] ?? "").trim());
    if (event?.[1] !== undefined) parts.push({ kind: "event", line, name: event[1] });
    const fence = FENCE.exec(lines[at] ?? "");
    if (fence === null) continue;
    const end = lines.findIndex((text, index) => index > at && text.trim() === "```");
    if (end < 0) throw new Error(`line ${line}: a block of code has no end`);
    const indent = (lines[at] ?? "").indexOf("`");
    const inside = lines.slice(at + 1, end).map((text) => text.slice(indent));
    parts.push(partOf(fence[1] ?? "", fence[2], inside, line));
    at = end;
  }
  return parts;
}

function partOf(language: string, name: string | undefined, inside: readonly string[], line: number): Part {
  if (language === "console") return { kind: "commands", line, commands: commandsIn(inside, line) };
  if (name === undefined) throw new Error(`line ${line}: this block is neither a file with a name nor "console"`);
  return { kind: "file", line, name, text: `${inside.join("\n")}\n` };
}

/** A command goes on after a line that ends with a backslash or a pipe. */
function commandsIn(inside: readonly string[], first: number): readonly PrintedCommand[] {
  const commands: { line: number; command: string; output: string[] }[] = [];
  let goesOn = false;
  for (const [index, text] of inside.entries()) {
    const last = commands.at(-1);
    if (text.startsWith("$ ")) commands.push({ line: first + index + 1, command: text.slice(2), output: [] });
    else if (last === undefined) throw new Error(`line ${first + index + 1}: output before the first command`);
    else if (goesOn) last.command += `\n${text}`;
    else last.output.push(text);
    goesOn = /(?:\\|\|)$/u.test(text) && (goesOn || text.startsWith("$ "));
  }
  return commands;
}

/**
 * Why a command's output is not as printed; undefined where it is. A line `…` stands for any lines, and `…` in a line
 * for any text. Times differ from run to run, and are equal here.
 */
export function differenceIn(printed: readonly string[], actual: string): string | undefined {
  const pattern = printed
    .map((line) => (line.trim() === "…" ? "(?:.*\n)*?" : `${normal(line).split("…").map(escaped).join(".*")} *\n`))
    .join("");
  const text = normal(actual.endsWith("\n") || actual === "" ? actual : `${actual}\n`);
  if (printed.length === 0 || new RegExp(`^${pattern}$`, "u").test(text)) return undefined;
  const missing = printed.filter((line) => !new RegExp(`^${lineOf(line)} *$`, "mu").test(text));
  return `printed, and not in the output:\n${missing.join("\n") || "(the order, or a line in between)"}\n\nthe output:\n${actual}`;
}

const lineOf = (line: string): string => normal(line).split("…").map(escaped).join(".*");
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);

/** A text without its times: those of a machine in a test are not those of a reader. */
const normal = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?/gu, "TIME")
    .replaceAll(/>?\d+(?:\.\d+)? (?:s|min)\b/gu, "DURATION")
    .replaceAll(/\(\d+(?:\.\d+)?s\)/gu, "(DURATION)");
