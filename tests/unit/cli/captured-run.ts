import { run } from "../../../cli/run";

/** What a run of the tool left behind. */
export interface CapturedRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the tool in this process with streams of its own; nothing of the machine's environment reaches it. */
export async function runTool(
  args: readonly string[],
  surroundings: {
    readonly env?: NodeJS.ProcessEnv;
    readonly input?: string;
    readonly isTerminal?: boolean;
    readonly signal?: AbortSignal;
    readonly onOut?: (text: string) => void;
  } = {},
): Promise<CapturedRun> {
  const { env = {}, input, isTerminal = false, signal, onOut } = surroundings;
  const written = { out: "", err: "" };
  const code = await run(args, {
    out: {
      write: (text) => {
        written.out += text;
        onOut?.(text);
      },
      isTerminal,
    },
    err: { write: (text) => void (written.err += text), isTerminal },
    env,
    readInput: () => Promise.resolve(input),
    ...(signal === undefined ? {} : { signal }),
  });
  return { code, ...written };
}
