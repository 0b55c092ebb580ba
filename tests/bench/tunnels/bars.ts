// What is to be reached, each beside what was measured. A bar that this run has no figures for is left out.
import type { Row, TunnelsResult } from "./bench";
import type { Step } from "./plan";
import type { Subject } from "./programs";

export interface Bar {
  readonly where: string;
  readonly what: string;
  readonly bar: string;
  readonly figure: string;
  /** Absent where the bar is for another size, or the run is too small to tell. */
  readonly reached?: boolean;
}

const HANDLER_BYTES = 1_000;
const REQUIRE_SHARE = 0.05;
const OWN_SHARE = 0.1;
/** The floor stores what ours stores: nothing is gained by storing less than a program can use. */
const STATE_SHARE = 0.05;
/** The sizes that the bars for wall times are for: with fewer tunnels, one answer of the API is the most of it. */
const FIRST_UP_TUNNELS = 100;
const REFRESH_TUNNELS = 500;

export function barsOf(result: TunnelsResult): readonly Bar[] {
  const cells = result.rows.filter(({ step, subject }) => step === "preview" && subject === "ours");
  return [...everywhere(result), ...cells.flatMap((cell) => inCell(cell, result))];
}

function everywhere({ states, require: cost }: TunnelsResult): Bar[] {
  const handler = Math.max(...states.filter(({ subject }) => subject === "ours").map((row) => row.handlerBytes));
  const share = cost.sdkMs / cost.pulumiMs;
  const difference = states
    .filter(({ subject }) => subject === "ours")
    .map((ours) => {
      const floor = states.find(({ subject, tunnels }) => subject === "floor" && tunnels === ours.tunnels);
      return Math.abs(ours.bytes / (floor?.bytes ?? Number.NaN) - 1);
    });
  return [
    bar("", "state bytes, apart from the floor's", Math.max(...difference), STATE_SHARE, percent),
    bar("", "handler text in state", handler, HANDLER_BYTES, bytes),
    bar("", "require of the sdk, of @pulumi/pulumi's", share, REQUIRE_SHARE, percent),
  ];
}

function inCell(cell: Row, { plan, rows, busiest }: TunnelsResult): Bar[] {
  const where = `${cell.tunnels} tunnels, ${cell.latencyMs} ms, --parallel ${cell.parallel}`;
  const find = (step: Step, subject: Subject = "ours"): Row | undefined =>
    rows.find(
      (row) =>
        row.step === step &&
        row.subject === subject &&
        row.tunnels === cell.tunnels &&
        row.latencyMs === cell.latencyMs &&
        row.parallel === cell.parallel,
    );
  const bars: Bar[] = [];
  const [up, naiveUp, preview, refresh, one, all] = [
    find("first up"),
    find("first up", "naive"),
    find("preview"),
    find("refresh"),
    find("change one of each"),
    find("change all"),
  ];
  if (up) {
    bars.push(bar(where, "first up: calls", calls(up), pages(cell.tunnels, 3), count));
    const wall = bar(where, "first up: wall, x floor", up.toFloor, 1.15, ratio);
    bars.push(judged(wall, cell.tunnels === FIRST_UP_TUNNELS));
    // Naive stores a third of the properties: a figure beside ours, and no bar.
    if (naiveUp) bars.push(judged(bar(where, "first up: wall, x naive", up.wallMs / naiveUp.wallMs, 1, ratio), false));
  }
  if (preview) {
    bars.push(bar(where, "preview, no change: calls", calls(preview), 0, count));
    bars.push(bar(where, "preview, no change: wall, x floor", preview.toFloor, 1.15, ratio));
  }
  if (refresh) {
    bars.push(bar(where, "refresh: calls", calls(refresh), pages(cell.tunnels, 6), count));
    const wall = bar(where, "refresh: wall, x floor", refresh.toFloor, 1.15, ratio);
    bars.push(judged(wall, cell.tunnels === REFRESH_TUNNELS));
  }
  if (one) {
    const least = (busiest[cell.tunnels] ?? 0) * plan.configuringMs;
    const wall = bar(where, "change one of each: wall, x (busiest gateway)", one.wallMs / least, 1.2, ratio);
    // Where Pulumi's own work is more than a small part of that, the figure is Pulumi's.
    bars.push(judged(wall, (find("change one of each", "floor")?.wallMs ?? 0) <= OWN_SHARE * least));
    bars.push(bar(where, "change one of each: wasted calls", one.wasted, 0, count));
  }
  if (all) bars.push(bar(where, "change all: wasted calls", all.wasted, 0, count));
  return bars;
}

/** The bar is for at most this many tunnels; a larger estate has more pages of 50 connections. */
const pages = (tunnels: number, least: number): number => Math.max(least, Math.ceil(tunnels / 2 / 50) + 1);

const calls = (row: Row): number => Object.values(row.calls).reduce((sum, each) => sum + each, 0);

function bar(where: string, what: string, value: number, limit: number, text: (value: number) => string): Bar {
  return { where, what, bar: `<= ${text(limit)}`, figure: text(value), reached: value <= limit };
}

/** The figure alone, where the bar is not for it. */
function judged({ reached, ...figure }: Bar, isMeant: boolean): Bar {
  return isMeant && reached !== undefined ? { ...figure, reached } : figure;
}

const count = String;
const ratio = (value: number): string => value.toFixed(2);
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const bytes = (value: number): string => `${value} B`;
