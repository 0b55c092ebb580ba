// Child processes of the engine tests: what they printed and how they ended, and none of them left behind.
import { spawn, type ChildProcess } from "node:child_process";
import { withDescendants } from "./descendants";

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the command politely, as Ctrl-C does, after this many milliseconds. */
  readonly interruptAfterMs?: number;
  /** Called when the command has started. */
  readonly onStart?: (running: RunningCommand) => void;
  /** Called with every piece of output, to act while the command is running. */
  readonly onOutput?: (text: string, running: RunningCommand) => void;
}

export interface RunningCommand {
  readonly pid: number;
  /** Sends a signal to the command itself, not to what it started. */
  signal(name: NodeJS.Signals): void;
}

export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  /** -1 when a signal ended it. */
  readonly exitCode: number;
  readonly durationMs: number;
}

const running = new Set<ChildProcess>();
let watching = false;

export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  endWithThisProcess();
  const start = Date.now();
  return new Promise((resolve, reject) => {
    // A group of its own, so that it can be ended whole.
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: "pipe", detached: true });
    running.add(child);
    child.stdin.end();
    const handle: RunningCommand = { pid: child.pid ?? 0, signal: (name) => void child.kill(name) };
    child.on("spawn", () => options.onStart?.(handle));
    const text = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (chunk: string) => {
        text[stream] += chunk;
        options.onOutput?.(chunk, handle);
      });
    }
    const timer =
      options.interruptAfterMs === undefined
        ? undefined
        : setTimeout(() => handle.signal("SIGINT"), options.interruptAfterMs);
    child.on("error", (error) => {
      clearTimeout(timer);
      running.delete(child);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ ...text, exitCode: code ?? -1, durationMs: Date.now() - start });
    });
  });
}

/** Like runCommand, for steps that only make sense when they succeed. */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const result = await runCommand(command, args, options);
  if (result.exitCode === 0) return result;
  throw new Error(`${command} ${args.join(" ")} ended with ${result.exitCode}\n${result.stdout}\n${result.stderr}`);
}

/** Ends whatever is still running, with everything that it started. */
export function endCommands(): void {
  for (const pid of [...running].flatMap((child) => child.pid ?? []).flatMap((root) => withDescendants(root))) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended in the meantime.
    }
  }
  running.clear();
}

function endWithThisProcess(): void {
  if (watching) return;
  watching = true;
  process.once("exit", endCommands);
}
