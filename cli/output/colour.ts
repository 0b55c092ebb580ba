import type { Streams } from "../streams";

/** The meaning of a colour. */
export type Tone = "good" | "bad" | "doubtful" | "plain" | "strong";

/** Colours a text, or leaves it as it is. */
export type Paint = (text: string, tone: Tone) => string;

const CODES: Readonly<Record<Exclude<Tone, "plain">, number>> = { good: 32, bad: 31, doubtful: 33, strong: 1 };

/** Colours text on a terminal, unless the user declined colours (NO_COLOR). */
export function painter({ out, env }: Streams): Paint {
  const isWanted = out.isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return (text, tone) => (isWanted && tone !== "plain" ? `\u001B[${CODES[tone]}m${text}\u001B[0m` : text);
}
