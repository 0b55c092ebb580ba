import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withDescendants } from "../../engine/harness/descendants";
import type { EngineStack, OperationResult } from "../../engine/harness";
import type { Bed } from "./bed";
import { roleOf } from "./network";
import type { Kill, Scenario } from "./scenario";

/** Hooks that make mistakes, and programs that are killed. */

export const HOOK_COMMAND = `${process.execPath} ${join(__dirname, "../../../scripts/proof/faulty-hook.mjs")}`;

/** What a hook wrote down. */
export interface HookCalls {
  /** The hook's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Calls that ended, as `PHASE ROLE`. */
  readonly calls: () => readonly string[];
  readonly clear: () => void;
}

export function hookCalls({ hookFault }: Scenario, { folder, shell }: Bed): HookCalls {
  const log = join(folder, "hook-calls");
  const clear = (): void => {
    for (const file of [log, `${log}.done`]) rmSync(file, { force: true });
  };
  clear();
  // Adoption calls the hook too. A mistake is for the change, which begins with `clear`.
  writeFileSync(`${log}.done`, "");
  return {
    env: { ...shell.env, ROLLOUT_LOG: log, ROLLOUT_FAULT: hookFault ?? "" },
    calls: () =>
      (existsSync(log) ? readFileSync(log, "utf8") : "")
        .split("\n")
        .filter((line) => line.startsWith("end "))
        .map((line) => line.slice("end ".length)),
    clear,
  };
}

/** An `up` whose CLI and provider are killed, with all that they started, right after a step. */
export async function killedUp(
  stack: EngineStack,
  kill: Kill | undefined,
  hook: HookCalls,
  bed: Bed,
): Promise<OperationResult> {
  const over = new AbortController();
  const { onChange } = bed.plane;
  let isSent = false;
  bed.plane.onChange = (tunnel, side) => {
    if (tunnel === kill?.tunnel) isSent = true;
    onChange(tunnel, side);
  };
  const isDue = (): boolean =>
    kill?.after === "send" ? isSent : hook.calls().includes(`${kill?.after} ${roleOf(kill?.tunnel ?? 1)}`);
  const ended = stack.up({
    onStart: ({ pid }) => {
      void (async () => {
        while (!over.signal.aborted && !isDue()) await sleep(20);
        if (over.signal.aborted) return;
        for (const each of withDescendants(pid)) {
          try {
            process.kill(each, "SIGKILL");
          } catch {
            // It ended in the meantime.
          }
        }
      })();
    },
  });
  try {
    return await ended;
  } finally {
    over.abort();
    bed.plane.onChange = onChange;
  }
}
