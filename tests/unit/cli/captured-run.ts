import { run } from "../../../cli/run";
import type { TerminalSize } from "../../../cli/streams";
import type { Clock } from "../../../provider/api/clock";

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
    readonly clock?: Clock;
    readonly size?: TerminalSize;
  } = {},
): Promise<CapturedRun> {
  const { env = {}, input, isTerminal = false, signal, onOut, clock, size } = surroundings;
  const written = { out: "", err: "" };
  const code = await run(args, {
    out: {
      write: (text) => {
        written.out += text;
        onOut?.(text);
      },
      isTerminal,
      ...(size === undefined ? {} : { size: () => size }),
    },
    err: { write: (text) => void (written.err += text), isTerminal },
    env,
    readInput: () => Promise.resolve(input),
    ...(signal === undefined ? {} : { signal }),
    ...(clock === undefined ? {} : { clock }),
  });
  return { code, ...written };
}
