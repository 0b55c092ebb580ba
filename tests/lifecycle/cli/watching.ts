import type { Simulator } from "../../../simulator";
import type { CapturedRun } from "../../unit/cli/captured-run";
import { standingClock } from "../../unit/cli/standing-clock";
import { runAgainst } from "./cloud-run";

/** One JSON line. */
export type Line = Readonly<Record<string, unknown>>;
/** The JSON lines of an output. */
export const linesIn = ({ out }: Pick<CapturedRun, "out">): readonly Line[] =>
  out.split("\n").flatMap((line): readonly Line[] => (line === "" ? [] : [JSON.parse(line)]));

/** A watch that a test moves from look to look. */
export interface Going {
  /** What it wrote so far. */
  readonly written: { out: string };
  readonly end: Promise<CapturedRun>;
  /** Resolves after the look that is under way. */
  looked(): Promise<void>;
  /** Lets the time of one look pass. */
  next(seconds?: number): Promise<void>;
  interrupt(): Promise<CapturedRun>;
}

/** Begins a watch whose time stands still. */
export function watching(
  sim: Simulator,
  args: readonly string[],
  surroundings: Parameters<typeof runAgainst>[2] = {},
): Going {
  const clock = standingClock();
  const sleeps = args.includes("--timeout") ? 2 : 1;
  const controller = new AbortController();
  const written = { out: "" };
  const end = runAgainst(sim, ["watch", ...args], {
    clock,
    signal: controller.signal,
    onOut: (text) => void (written.out += text),
    ...surroundings,
  });
  const looked = (): Promise<void> => Promise.race([clock.sleepers(sleeps), end.then(() => undefined)]);
  return {
    written,
    end,
    looked,
    next(seconds = 3) {
      clock.advance(seconds * 1000);
      return looked();
    },
    interrupt() {
      controller.abort();
      return end;
    },
  };
}
