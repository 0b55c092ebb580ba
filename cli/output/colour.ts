import type { Streams } from "../streams";

/** What a colour says. */
export type Tone = "good" | "bad" | "doubtful" | "plain" | "strong";

/** Puts a text in a colour, or leaves it as it is. */
export type Paint = (text: string, tone: Tone) => string;

const CODES: Readonly<Record<Exclude<Tone, "plain">, number>> = { good: 32, bad: 31, doubtful: 33, strong: 1 };

/** Colours only where a person looks, and has not declined them (NO_COLOR). */
export function painter({ out, env }: Streams): Paint {
  const isWanted = out.isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return (text, tone) => (isWanted && tone !== "plain" ? `\u001B[${CODES[tone]}m${text}\u001B[0m` : text);
}

/** Columns that a text takes, colours aside. */
export function visibleLength(text: string): number {
  // oxlint-disable-next-line no-control-regex -- the escape character is what colours are made of
  return text.replaceAll(/\u001B\[\d+m/gu, "").length;
}
