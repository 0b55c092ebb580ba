import { spawn } from "node:child_process";

/** A command line for the shell, as it is to be run. */
export interface CommandLine {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** How long to wait for the end of the output once the command has ended. */
  readonly lingerMs?: number;
  /** Written to the command's standard input, which ends then. */
  readonly input?: string;
  /** Gets each line of the command's output, and whether it went to the standard error. */
  readonly onLine?: (line: string) => void;
  /** Gets the standard output as a whole, up to so many bytes; more ends the command. */
  readonly mostBytes?: number;
}

/** How a command ended: with its standard output, or why it counts as failed. */
export type CommandEnd = { readonly output: string } | { readonly failed: string };

/** Longer than what the command left running has until it is ended. */
const LINGER_MS = 6000;

/** A command that is asked to end has so long for it. */
const KILL_MS = 2000;

/**
 * Runs the command, and ends all processes of its group when this process ends, however that happens: a second process
 * in the group waits for the end of a pipe that only this process holds open.
 */
const GUARDED =
  '(cat <&3; kill -s TERM -- "-$$"; sleep 5; kill -s KILL -- "-$$") >/dev/null 2>&1 & exec 3<&-; eval "$1"';

/**
 * Runs a command line in the shell, in the current folder.
 * @returns Why it failed, in a few words that quote nothing of its output.
 */
export function runCommandLine({
  command,
  env,
  timeoutMs,
  lingerMs = LINGER_MS,
  input = "",
  onLine,
  mostBytes,
}: CommandLine): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const isPosix = process.platform !== "win32";
    const child = isPosix
      ? spawn("/bin/sh", ["-c", GUARDED, "sh", command], {
          env,
          detached: true,
          stdio: ["pipe", "pipe", "pipe", "pipe"],
        })
      : spawn(command, { env, shell: true, stdio: ["pipe", "pipe", "pipe"] });
    const leash = child.stdio[3];
    const sendSignal = (name: NodeJS.Signals): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(isPosix ? -child.pid : child.pid, name);
      } catch {
        // It has ended by itself.
      }
    };
    let killing: NodeJS.Timeout | undefined;
    /** Asks the command to end, and ends it if it does not. */
    const stop = (): void => {
      sendSignal("SIGTERM");
      killing ??= setTimeout(() => sendSignal("SIGKILL"), KILL_MS);
    };
    let output = "";
    let reason: string | undefined;
    let lingering: NodeJS.Timeout | undefined;
    const end = (result: CommandEnd): void => {
      clearTimeout(timer);
      clearTimeout(lingering);
      clearTimeout(killing);
      resolve(result);
    };
    const fail = (why: string): void => {
      reason ??= why;
      stop();
    };
    const timer = setTimeout(() => fail(`stopped after ${timeoutMs / 1000} s`), timeoutMs);
    const lines = [lineSplitter(onLine), lineSplitter(onLine)] as const;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      lines[0].add(text);
      if (mostBytes === undefined) return;
      output += text;
      if (Buffer.byteLength(output) > mostBytes) fail("too much output");
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => lines[1].add(text));
    // A command need not read its input.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    // What the command left running ends with it, and its output with that.
    child.on("exit", (code, signal) => {
      leash?.destroy();
      // A process that left the group, such as a shared connection of ssh, may hold the output open for ever.
      lingering = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        ended(code, signal);
      }, lingerMs);
    });
    child.on("error", ({ name }) => end({ failed: name }));
    const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
      for (const each of lines) each.flush();
      if (reason !== undefined) end({ failed: reason });
      else if (code === 0) end({ output });
      else end({ failed: code === null ? `ended by ${signal}` : `exit code ${code}` });
    };
    child.on("close", ended);
  });
}

/** Cuts a stream of text into lines. */
function lineSplitter(onLine: ((line: string) => void) | undefined): { add(text: string): void; flush(): void } {
  let rest = "";
  return {
    add(text) {
      if (onLine === undefined) return;
      const parts = (rest + text).split(/\r?\n/u);
      rest = parts.pop() ?? "";
      for (const line of parts) onLine(line);
    },
    flush() {
      if (rest !== "") onLine?.(rest);
      rest = "";
    },
  };
}
