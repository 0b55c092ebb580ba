import { type Bar, barsOf } from "./bars";
import type { Row, TunnelsResult } from "./bench";

const MB = 1024 * 1024;

/** The figures for people. Times are of this machine in this moment: only ratios can be compared. */
export function tunnelsTable(result: TunnelsResult): string {
  const { plan, require: cost } = result;
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const operations = result.rows.map((row) => [
    `${row.tunnels}`,
    `${row.latencyMs}`,
    `${row.parallel}`,
    row.step,
    row.subject,
    seconds(row.wallMs),
    seconds(Math.min(...row.walls)),
    seconds(Math.max(...row.walls)),
    row.toFloor.toFixed(2),
    callsOf(row),
    `${row.wasted}`,
    (row.peakBytes / MB).toFixed(0),
  ]);
  const states = result.states.map((row) => [
    `${row.tunnels}`,
    row.subject,
    `${row.bytes}`,
    (row.bytes / row.tunnels).toFixed(0),
    `${row.handlerBytes}`,
  ]);
  const bars = barsOf(result).map((bar) => [bar.what, bar.where, bar.bar, bar.figure, verdictOn(bar)]);
  return [
    `medians of ${plan.rounds} rounds, the subjects in turns; ${plan.gateways} gateways, a change is configured in ${plan.configuringMs} ms, canary off`,
    "",
    ...columns([OPERATION_HEAD, ...operations]),
    "",
    ...columns([STATE_HEAD, ...states]),
    "",
    `require: @pulumi/pulumi ${cost.pulumiMs.toFixed(0)} ms, the sdk on top ${cost.sdkMs.toFixed(1)} ms, the provider on top ${cost.providerMs.toFixed(1)} ms`,
    "",
    ...columns([["bar", "where", "to reach", "figure", ""], ...bars]),
    "",
  ].join("\n");
}

const OPERATION_HEAD =
  "tunnels,latency,parallel,operation,subject,median s,least s,most s,x floor,calls D+M,wasted,peak MB".split(",");
const STATE_HEAD = ["tunnels", "subject", "state bytes", "a tunnel", "handler"];

function verdictOn({ reached }: Bar): string {
  if (reached === undefined) return "(not judged at this size)";
  return reached ? "reached" : "MISSED";
}

/** DescribeVpnConnections + ModifyTunnelAttribute, and whatever else was called. */
function callsOf({ calls }: Row): string {
  const { DescribeVpnConnections: describes = 0, ModifyTunnelAttribute: modifies = 0, ...others } = calls;
  const more = Object.entries(others).map(([action, count]) => ` ${action} ${count}`);
  return `${describes}+${modifies}${more.join("")}`;
}

/** Words to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => /^\d/.test(rows[1]?.[column] ?? "");
  return rows.map((row) =>
    row
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
