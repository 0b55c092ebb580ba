import type { Clock, Time } from "../../provider/api/clock";
import { manualClock, type ManualClock } from "../../simulator";

/** A time that moves only when somebody sleeps, and then at once: the same calls in every run, and no waiting. */
export interface JumpingTime extends Time {
  /** The same time for a simulator. */
  readonly shared: ManualClock;
}

export function jumpingTime(start?: number): JumpingTime {
  const shared = manualClock(start);
  const clock: Clock = {
    now: () => shared.now(),
    sleep: (ms) => {
      shared.advance(ms);
      return Promise.resolve();
    },
  };
  return { clock, shared, random: () => 0.5 };
}
