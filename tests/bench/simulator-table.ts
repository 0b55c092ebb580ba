import type { BenchResult } from "./simulator-bench";

/** The figures for people. Times are of this machine in this moment: only the ratios can be compared. */
export function simulatorTable({ rows, memory, topology, startUp }: BenchResult): string {
  const head = ["simulator", "requests", "errors", "per s", "x echo", "p50 ms", "p99 ms", "x echo"];
  const body = rows.map(({ what, load, throughputRatio, p99Ratio }) => [
    what,
    String(load.requests),
    String(load.errors),
    load.perSecond.toFixed(0),
    throughputRatio.toFixed(2),
    load.p50Ms.toFixed(2),
    load.p99Ms.toFixed(2),
    p99Ratio.toFixed(2),
  ]);
  const lines = [head, ...body].map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(30) : cell.padStart(9))).join(""),
  );
  const mb = (value: number) => `${value.toFixed(1)} MB`;
  return [
    ...lines,
    "",
    `memory in use: fresh ${mb(memory.fresh)}, journal full ${mb(memory.full)}, after as many requests again ` +
      `${mb(memory.after)}: ${memory.bytesPerRequest.toFixed(0)} bytes a request (its nonce); process ${mb(memory.resident)}`,
    `${topology.connections} connections: first answer after ${(topology.startMs / 1000).toFixed(2)} s, ` +
      `${topology.pages.requests} pages in ${(topology.pageMs / 1000).toFixed(2)} s, ${topology.pages.errors} errors`,
    `start-up to first answer: ${startUp.firstAnswerMs.toFixed(0)} ms; node -e 0: ${startUp.emptyNodeMs.toFixed(0)} ms`,
    "",
  ].join("\n");
}
