/** Time and randomness as values, so that no test has to wait and every schedule can be replayed. */

/** What the code may know about time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** A number in [0, 1), like Math.random. */
export type Random = () => number;

/** The machine's own clock. A pending sleep keeps the process alive, because somebody awaits it; nothing else does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms))),
};

/** What a process lives by. */
export interface Time {
  readonly clock: Clock;
  readonly random: Random;
}

/** The machine's own. */
export const systemTime: Time = { clock: systemClock, random: Math.random };
