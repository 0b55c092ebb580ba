/** Once a change may be done: so many looks in the time of one. */
const CLOSER = 5;
/** A wait is told of at least this often, so nobody sleeps longer. */
const LONGEST_MS = 10_000;
/** When the first look already finds the change done, nobody knows since when: the next change is expected earlier. */
const EARLIER = 0.75;

/**
 * When to look whether a change is configured, learned from the changes of this operation before it: not until it may
 * be done, and often from then on. With one interval for all, each change would end up to an interval late, and on a
 * gateway they go one after the other.
 */
export class Pace {
  #expectedMs: number | undefined;

  /** How long to wait until the next look at a change that was accepted so long ago. */
  waitMs(elapsedMs: number, everyMs: number): number {
    if (this.#expectedMs === undefined) return everyMs;
    const left = this.#expectedMs - elapsedMs;
    return left > 0 ? Math.min(left, Math.max(everyMs, LONGEST_MS)) : Math.ceil(everyMs / CLOSER);
  }

  /** A change was seen configured so long after it was accepted, and not yet at the look before. */
  learn(pendingMs: number, doneMs: number): void {
    const expected = this.#expectedMs ?? 0;
    this.#expectedMs = Math.max(pendingMs, EARLIER * Math.min(expected, doneMs));
  }
}
