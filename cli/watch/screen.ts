import type { Paint, Tone } from "../output/colour";
import { cut, widthOf } from "../output/cut";
import { printable, printableText } from "../output/printable";
import { table } from "../output/table";
import type { Sink, TerminalSize } from "../streams";
import type { View } from "./follow";
import type { Tracked } from "./history";
import type { LayerState } from "./seen";
import { busyText, diagnosisText, sinceText, timeText } from "./words";

const DEFAULT_SIZE: TerminalSize = { columns: 80, rows: 24 };
/** Lines beside those of the tunnels: the first one, the heads, a note, and the cursor's. */
const OTHER_LINES = 4;

/** A table that is drawn anew in its place, for a terminal. */
export function screenView(out: Sink, paint: Paint, every: string): View {
  let drawn: readonly string[] = [];
  let lines: readonly string[] = [];
  let note: string | undefined;

  const draw = (): void => {
    const size = sizeOf(out);
    // A line as wide as the terminal would leave the cursor in doubt.
    const fresh = [...lines, ...(note === undefined ? [] : [paint(note, "doubtful")])].map((line) =>
      cut(line, size.columns - 1),
    );
    // After the terminal became narrower, a line that is there takes several rows.
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / size.columns)), 0);
    const up = rows === 0 ? "" : `\u001B[${rows}A\r`;
    // One write: no moment shows half of it. Each line clears what was there only behind itself.
    out.write(`${up}${fresh.map((line) => `${line}\u001B[K\n`).join("")}\u001B[J`);
    drawn = fresh;
  };

  return {
    show(tunnels, _, at) {
      note = undefined;
      lines = screenLines(tunnels, at, { ...sizeOf(out), every }, paint);
      draw();
    },
    note(text) {
      note = printableText(text);
      draw();
    },
  };
}

function sizeOf(out: Sink): TerminalSize {
  const size = out.size?.();
  return size !== undefined && size.columns > 1 && size.rows > 0 ? size : DEFAULT_SIZE;
}

/** The lines of the screen. Where the tunnels do not fit, those that carry no traffic come first. */
export function screenLines(
  all: readonly Tracked[],
  at: number,
  { rows, every }: { readonly rows: number; readonly every: string },
  paint: Paint,
): readonly string[] {
  const tunnels = printable(all);
  const room = Math.max(1, rows - OTHER_LINES);
  const isTooMany = tunnels.length > room;
  const sorted = isTooMany ? [...tunnels].sort((a, b) => urgency(a) - urgency(b)) : tunnels;
  const shown = sorted.slice(0, isTooMany ? Math.max(1, room - 1) : room);
  const carrying = tunnels.filter(carries).length;
  const names = nameCounts(tunnels);
  const grid = table(
    ["CONNECTION", "TUNNEL", "TRAFFIC", "IKE", "IPSEC", "BGP", "FOR", "DIAGNOSIS"],
    shown.map((tunnel) => row(tunnel, names, at, paint)),
  );
  return [
    `${timeText(at)}  ${carrying} of ${tunnels.length} tunnels carry traffic  (${every}; Ctrl-C ends it)`,
    ...grid.split("\n").filter((line) => line !== ""),
    ...(isTooMany ? [`and ${tunnels.length - shown.length} more; a higher window shows them`] : []),
  ];
}

const carries = ({ seen, isGone }: Tracked): boolean => !isGone && seen.traffic === "carries";
const urgency = (tunnel: Tracked): number => (carries(tunnel) ? 1 : 0);

/** How many connections have a name. */
function nameCounts(tunnels: readonly Tracked[]): ReadonlyMap<string, number> {
  const ids = new Map<string, Set<string>>();
  for (const { seen } of tunnels)
    ids.set(seen.connectionName, (ids.get(seen.connectionName) ?? new Set()).add(seen.vpnConnectionId));
  return new Map([...ids].map(([name, of]) => [name, of.size]));
}

function row(tunnel: Tracked, names: ReadonlyMap<string, number>, at: number, paint: Paint): readonly string[] {
  const { seen, isGone, diagnosis } = tunnel;
  const isNamed = seen.connectionName !== "" && names.get(seen.connectionName) === 1;
  return [
    isNamed ? seen.connectionName : seen.vpnConnectionId,
    seen.label,
    ...(isGone ? [paint("gone", "bad"), "-", "-", "-"] : stateCells(tunnel, paint)),
    sinceText(tunnel, at),
    diagnosis === undefined ? "" : diagnosisText(diagnosis),
  ];
}

const TRAFFIC: Readonly<Record<Tracked["seen"]["traffic"], readonly [text: string, tone: Tone]>> = {
  carries: ["yes", "good"],
  "no SA": ["no", "bad"],
  "no BGP session": ["no", "bad"],
  unknown: ["?", "doubtful"],
};
const LAYERS: Readonly<Record<LayerState, readonly [text: string, tone: Tone]>> = {
  up: ["up", "good"],
  down: ["down", "bad"],
  off: ["-", "plain"],
  unknown: ["?", "doubtful"],
};

function stateCells({ seen }: Tracked, paint: Paint): readonly string[] {
  const busy = seen.isSettled ? "" : ` ${paint(`(${busyText(seen)})`, "doubtful")}`;
  const word = seen.bgp === "down" && seen.bgpStatus !== undefined ? ` (${seen.bgpStatus})` : "";
  return [
    `${paint(...TRAFFIC[seen.traffic])}${busy}`,
    paint(...LAYERS[seen.ike]),
    paint(...LAYERS[seen.ipsec]),
    `${paint(...LAYERS[seen.bgp])}${word}`,
  ];
}
