import { PACKS, type PolicyResult } from "./policies-bench";

/** The figures for people. Times are of this machine in this moment: only the ratio can be compared. */
export function policiesTable(result: PolicyResult): string {
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const rows = PACKS.map((name) => {
    const { medianMs, previewMs } = result.packs[name];
    return [
      name,
      seconds(medianMs),
      seconds(Math.min(...previewMs)),
      seconds(Math.max(...previewMs)),
      (medianMs / result.packs["empty pack"].medianMs).toFixed(2),
    ];
  });
  const head = [`preview of ${result.tunnels} tunnels`, "median s", "least s", "most s", "x empty"];
  const lines = [head, ...rows].map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(30) : cell.padStart(10))).join(""),
  );
  return [
    ...lines,
    "",
    `all rules against the empty pack: x ${result.ratio.toFixed(2)} of medians, x ${result.ratioOfTurns.toFixed(2)} turn by ` +
      `turn (${result.runs} turns); ${result.verdicts} verdicts of ${result.rules} rules`,
    "",
  ].join("\n");
}
