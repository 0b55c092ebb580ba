import type { Clock } from "../provider/api/clock";

/** The streams that a command reads and writes. A test gives its own. */
export interface Streams {
  /** For the result; a program can read it. */
  readonly out: Sink;
  /** For progress, hints and errors. */
  readonly err: Sink;
  readonly env: NodeJS.ProcessEnv;
  /** The whole standard input; undefined if it is a terminal. */
  readonly readInput: () => Promise<string | undefined>;
  /** Ends a command that otherwise runs until it is interrupted. */
  readonly signal?: AbortSignal;
  /** Time, for a command that goes on for a while; the machine's own unless it is given. */
  readonly clock?: Clock;
}

/** A stream to write to. */
export interface Sink {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** The size of the terminal, which may change at any time. */
  readonly size?: () => TerminalSize;
}

/** The size of a terminal in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** The streams of this process. */
export function processStreams(): Streams {
  return {
    out: {
      write: (text) => void process.stdout.write(text),
      isTerminal: process.stdout.isTTY,
      size: () => ({ columns: process.stdout.columns, rows: process.stdout.rows }),
    },
    err: { write: (text) => void process.stderr.write(text), isTerminal: process.stderr.isTTY },
    env: process.env,
    readInput: async () => (process.stdin.isTTY ? undefined : readAll(process.stdin)),
  };
}

/** Aborts at Ctrl-C, which from here on does not end the process by itself. A second Ctrl-C does. */
export function interruption({ signal }: Streams): AbortSignal {
  if (signal !== undefined) return signal;
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}

async function readAll(input: AsyncIterable<string | Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString("utf8");
}
