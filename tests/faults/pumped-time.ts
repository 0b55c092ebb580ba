import type { Clock as ProviderClock, Time } from "../../provider/api/clock";
import type { Clock as SimulatorClock } from "../../simulator";

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** A time for many that wait at once. */
export interface PumpedTime extends Time {
  /** The same time for a simulator. */
  readonly shared: SimulatorClock;
}

/**
 * A time that moves on to whoever is due first, as soon as the event loop has had a few turns for what is under way.
 * How many, `chance` decides, and with it who meets whom.
 * @param chance A number in [0, 1), each time another one.
 */
export function pumpedTime(chance: () => number): PumpedTime {
  const waiting = new Set<Waiting>();
  let time = 1_750_000_000_000;
  let order = 0;
  let isPumping = false;

  const first = (): Waiting | undefined =>
    [...waiting].sort((a, b) => (a.at === b.at ? a.order - b.order : a.at - b.at))[0];
  const pump = (turns: number): void => {
    setImmediate(() => {
      if (turns > 0) return pump(turns - 1);
      const due = first();
      if (due) {
        waiting.delete(due);
        time = Math.max(time, due.at);
        due.run();
      }
      isPumping = waiting.size > 0;
      if (isPumping) pump(turnsByChance());
    });
  };
  const turnsByChance = (): number => 1 + Math.floor(chance() * 6);

  const after = (ms: number, run: () => void): (() => void) => {
    const one: Waiting = { at: time + Math.max(0, ms), order: order++, run };
    waiting.add(one);
    if (!isPumping) {
      isPumping = true;
      pump(turnsByChance());
    }
    return () => void waiting.delete(one);
  };
  const clock: ProviderClock = { now: () => time, sleep: (ms) => new Promise((resolve) => after(ms, resolve)) };
  return { clock, shared: { now: () => time, after }, random: chance };
}

/** Numbers that look random, the same for the same seed. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
