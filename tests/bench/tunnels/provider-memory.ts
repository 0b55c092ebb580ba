// The most memory that the provider process had: the kernel keeps it (VmHWM) for as long as the process lives.
import { readFileSync } from "node:fs";
import { withDescendants } from "../../engine/harness/descendants";

const EVERY_MS = 100;

/** Looks at the provider processes below this one until it is stopped, and then tells the most bytes that one had. */
export function watchProvider(): () => number {
  let most = 0;
  const look = (): void => {
    for (const pid of withDescendants(process.pid).slice(1)) most = Math.max(most, peakOf(pid));
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** 0 for other processes, and where there is no /proc. */
function peakOf(pid: number): number {
  try {
    if (!/cmd\/dynamic-provider/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"))) return 0;
    const [, kB = "0"] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kB) * 1024;
  } catch {
    return 0; // It ended while we were reading.
  }
}
