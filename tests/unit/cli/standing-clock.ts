import type { Clock } from "../../../provider/api/clock";

/** A clock that stands still until a test moves it, for a command that looks again and again. */
export interface StandingClock extends Clock {
  /** Moves the time forward, and ends the sleeps that are over by then. */
  advance(ms: number): void;
  /** Resolves when so many sleep at once. */
  sleepers(count: number): Promise<void>;
}

export function standingClock(start = Date.UTC(2026, 0, 1)): StandingClock {
  let time = start;
  let sleeping: { readonly until: number; readonly wake: () => void }[] = [];
  let awaited: { readonly count: number; readonly resolve: () => void }[] = [];
  const tell = (): void => {
    const due = awaited.filter(({ count }) => sleeping.length >= count);
    awaited = awaited.filter((each) => !due.includes(each));
    for (const { resolve } of due) resolve();
  };
  return {
    now: () => time,
    sleep: (ms) =>
      new Promise((wake) => {
        sleeping.push({ until: time + ms, wake });
        tell();
      }),
    advance(ms) {
      time += ms;
      const due = sleeping.filter(({ until }) => until <= time);
      sleeping = sleeping.filter((each) => !due.includes(each));
      for (const { wake } of due) wake();
    },
    sleepers: (count) =>
      new Promise((resolve) => {
        awaited.push({ count, resolve });
        tell();
      }),
  };
}
