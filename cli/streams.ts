/** What a command reads and writes; a test gives its own. */
export interface Streams {
  /** For what was asked for; a program can read it. */
  readonly out: Sink;
  /** For progress, hints and errors. */
  readonly err: Sink;
  readonly env: NodeJS.ProcessEnv;
  /** All of the standard input; undefined where it is a terminal. */
  readonly readInput: () => Promise<string | undefined>;
  /** Ends a command that runs until it is told. */
  readonly signal?: AbortSignal;
}

/** One way out. */
export interface Sink {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/** The streams of this process. */
export function processStreams(): Streams {
  return {
    out: { write: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY },
    err: { write: (text) => void process.stderr.write(text), isTerminal: process.stderr.isTTY },
    env: process.env,
    readInput: async () => (process.stdin.isTTY ? undefined : readAll(process.stdin)),
  };
}

async function readAll(input: AsyncIterable<string | Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString("utf8");
}
