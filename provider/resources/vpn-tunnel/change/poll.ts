import type { TunnelPorts } from "../ports";

/** A wait for something that the API shows one day: a look now, and another one after each pause. */
export interface Poll<Seen> {
  readonly look: () => Promise<Seen>;
  /** True ends the wait. */
  readonly isDone: (seen: Seen) => boolean;
  /** What a person reads while the wait goes on; undefined says nothing. */
  readonly say: (seen: Seen) => string | undefined;
  /** When the wait ends at the latest, in milliseconds of the ports' clock. */
  readonly until: number;
  /** How long to pause; left out, the configured interval. */
  readonly pauseMs?: () => number;
}

/** How a wait ended. */
export interface PollEnd<Seen> {
  readonly seen: Seen;
  /** False: the time is up. */
  readonly isDone: boolean;
  /** Whole seconds that the wait took. */
  readonly seconds: number;
}

/** A waiting line more often than this is noise: without a terminal, Pulumi prints each one. */
const SAY_EVERY_MS = 10_000;

/** Looks until what it sees ends the wait, or the time is up; the last look is always after the time was up. */
export async function poll<Seen>(
  { look, isDone, say, until, pauseMs }: Poll<Seen>,
  ports: Pick<TunnelPorts, "clock" | "progress" | "settle">,
): Promise<PollEnd<Seen>> {
  const { clock, progress } = ports;
  const { everyMs } = ports.settle;
  const started = clock.now();
  const seconds = (): number => Math.round((clock.now() - started) / 1000);
  let saidAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const seen = await look();
    if (isDone(seen)) return { seen, isDone: true, seconds: seconds() };
    if (clock.now() >= until) return { seen, isDone: false, seconds: seconds() };
    const line = say(seen);
    if (line !== undefined && clock.now() - saidAt >= SAY_EVERY_MS) {
      saidAt = clock.now();
      progress.status(`${line} (${seconds()} s)`);
    }
    const untilEndMs = Math.max(everyMs, until - clock.now());
    await clock.sleep(Math.min(pauseMs?.() ?? everyMs, untilEndMs));
  }
}
