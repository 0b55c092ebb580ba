// Processes to kill: the CLI that a test started, and the provider process that this CLI started.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { withDescendants } from "../engine/harness/descendants";

export type Victim = "provider" | "CLI";

/** The process of a running `pulumi` to be killed; found among what it started, never among all processes. */
export function processOf(victim: Victim, cli: number): number {
  if (victim === "CLI") return cli;
  const provider = withDescendants(cli).find((pid) => /[\\/]cmd[\\/]dynamic-provider/u.test(commandLine(pid)));
  if (provider === undefined) throw new Error("the CLI has started no provider process");
  return provider;
}

const DEADLINE_MS = 20_000;
const LOOK_EVERY_MS = 20;

/** Resolves when a process has ended; fails where it goes on. */
export async function ended(pid: number): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (isRunning(pid)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} goes on: ${commandLine(pid)}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Sends SIGKILL, where there is still something to end. */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended in the meantime.
  }
}

/** One that has ended and that nobody has collected yet is still listed, but without a command line. */
const isRunning = (pid: number): boolean => commandLine(pid) !== "";

function commandLine(pid: number): string {
  if (process.platform !== "linux")
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}
