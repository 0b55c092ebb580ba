import type { Clock } from "../../../provider/api/clock";

export interface ManualClock extends Clock {
  readonly sleeps: number[];
  advance(ms: number): void;
}

/** Time that passes only when somebody sleeps or says so. */
export function manualClock(start = 1_800_000_000_000): ManualClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    advance: (ms) => (now += ms),
    sleep: (ms) => {
      sleeps.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}
