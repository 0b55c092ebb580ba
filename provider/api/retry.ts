/** Tries again what is worth trying again: by category, with exponential back-off, full jitter and a total budget. */
import type { Clock, Random } from "./clock";
import { ApiError } from "./errors";

/** A try failed and another one follows: for progress lines. */
export interface RetryNotice {
  readonly action: string;
  /** The number of the try that failed, from 1. */
  readonly attempt: number;
  readonly waitMs: number;
  /** Why, free of secrets: a category and a code. */
  readonly reason: string;
}

/** How long and how often. */
export interface RetryPolicy {
  readonly clock: Clock;
  readonly random: Random;
  /** No wait begins that would end later than this after the first try began. */
  readonly budgetMs: number;
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** Where nothing listens, waiting for minutes helps nobody: a wrong endpoint should be told soon. */
const TRIES_WITHOUT_CONNECTION = 5;

/** Runs `attempt` until it succeeds, fails for good, or the budget is spent; then throws its last error. */
export async function withRetry<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  const deadline = policy.clock.now() + policy.budgetMs;
  let unsent = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || error.retry !== "backoff") throw error;
      if (!error.sent && ++unsent >= TRIES_WITHOUT_CONNECTION) throw error;
      const waitMs = waitBefore(tries, error, policy.random);
      if (policy.clock.now() + waitMs > deadline) throw error;
      policy.onRetry?.({ action: error.action, attempt: tries, waitMs, reason: `${error.category}: ${error.code}` });
      await policy.clock.sleep(waitMs);
    }
  }
}

/** Full jitter: anything from nothing to the exponential limit, unless the service said how long to stay away. */
function waitBefore(tries: number, error: ApiError, random: Random): number {
  const limit = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 16));
  const jitter = Math.floor(random() * limit);
  // Jitter after the asked-for pause too, or all that were refused together come back together.
  return error.retryAfterMs === undefined ? jitter : error.retryAfterMs + Math.min(jitter, FIRST_WAIT_MS);
}
