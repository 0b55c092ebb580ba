/** The simulator never reads the time or sets a timer except through one of these, so that a test can own the time. */
export interface Clock {
  /** UNIX time in milliseconds. */
  now(): number;
  /** Calls `run` once, `ms` from now, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    // A delayed answer must not be what keeps somebody's test process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface ManualClock extends Clock {
  /** Moves the time forward and runs, in order, what has become due. */
  advance(ms: number): void;
  /** How many callbacks wait. */
  readonly pending: number;
}

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to move. */
export function manualClock(start = 1_750_000_000_000): ManualClock {
  let time = start;
  let order = 0;
  const waiting = new Set<Waiting>();

  const nextDue = (limit: number): Waiting | undefined => {
    let first: Waiting | undefined;
    for (const one of waiting) {
      if (one.at > limit) continue;
      if (!first || one.at < first.at || (one.at === first.at && one.order < first.order)) first = one;
    }
    return first;
  };

  return {
    now: () => time,
    after(ms, run) {
      const one: Waiting = { at: time + Math.max(0, ms), order: order++, run };
      waiting.add(one);
      return () => {
        waiting.delete(one);
      };
    },
    advance(ms) {
      const limit = time + ms;
      for (let due = nextDue(limit); due; due = nextDue(limit)) {
        waiting.delete(due);
        time = Math.max(time, due.at);
        due.run();
      }
      time = limit;
    },
    get pending() {
      return waiting.size;
    },
  };
}
