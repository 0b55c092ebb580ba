import { ApiError, ConfigurationError, type Category } from "../../../provider/api/errors";
import { retryAdvice } from "../../../provider/api/error-codes";
import { withRetry, type RetryNotice } from "../../../provider/api/retry";
import { manualClock } from "./manual-clock";

function failure(category: Category, more: { retryAfterMs?: number; sent?: boolean } = {}): ApiError {
  return new ApiError({
    action: "ModifyTunnelAttribute",
    code: `Code.${category}`,
    category,
    retry: retryAdvice(category),
    serverMessage: "",
    hint: "",
    sent: true,
    outcomeUnknown: false,
    ...more,
  });
}

/** Fails with the errors, one after another (the last one for ever), or succeeds where there is none left. */
function run(errors: readonly Error[], options: { random?: () => number; budgetMs?: number; forever?: boolean } = {}) {
  const clock = manualClock();
  const notices: RetryNotice[] = [];
  let tries = 0;
  const { random = () => 1 - Number.EPSILON, budgetMs = 600_000 } = options;
  const result = withRetry({ clock, random, budgetMs, onRetry: (notice) => notices.push(notice) }, () => {
    const error = options.forever === true ? errors[0] : errors[tries];
    tries += 1;
    return error === undefined ? Promise.resolve("done") : Promise.reject(error);
  });
  return { result, clock, notices, tries: () => tries };
}

describe("withRetry", () => {
  test("waits twice as long each time, up to a limit", async () => {
    const { result, clock } = run(Array.from({ length: 9 }, () => failure("transient")));
    await expect(result).resolves.toBe("done");
    expect(clock.sleeps).toEqual([499, 999, 1999, 3999, 7999, 15_999, 19_999, 19_999, 19_999]);
  });

  test("takes any part of the wait, down to none: full jitter", async () => {
    for (const [random, sleeps] of [
      [0, [0, 0, 0]],
      [0.5, [250, 500, 1000]],
    ] as const) {
      const { result, clock } = run(
        [1, 2, 3].map(() => failure("throttled")),
        { random: () => random },
      );
      await result;
      expect(clock.sleeps).toEqual(sleeps);
    }
  });

  test("stays away as long as the service asks", async () => {
    const { result, clock } = run([failure("throttled", { retryAfterMs: 7000 })], { random: () => 0.5 });
    await result;
    expect(clock.sleeps).toEqual([7250]);
  });

  test("does not begin a wait that would end after the budget", async () => {
    const spent = run([failure("transient")], { budgetMs: 10_000, forever: true });
    await expect(spent.result).rejects.toMatchObject({ category: "transient" });
    expect(spent.clock.sleeps).toEqual([499, 999, 1999, 3999]);
    const tooLong = run([failure("throttled", { retryAfterMs: 60_000 })], { budgetMs: 10_000 });
    await expect(tooLong.result).rejects.toMatchObject({ retryAfterMs: 60_000 });
    expect(tooLong.clock.sleeps).toEqual([]);
  });

  test("counts the time that the tries themselves take", async () => {
    const clock = manualClock();
    const result = withRetry({ clock, random: () => 0, budgetMs: 100_000 }, () => {
      clock.advance(60_000);
      return Promise.reject(failure("transient"));
    });
    await expect(result).rejects.toThrow("Code.transient");
    expect(clock.sleeps).toHaveLength(1);
  });

  test.each<Category>([
    "notFound",
    "forbidden",
    "credentials",
    "configuring",
    "conflict",
    "invalid",
    "unsupported",
    "billing",
    "configuration",
    "unknown",
  ])("gives a failure of category %s back at once", async (category) => {
    const { result, tries } = run([failure(category)]);
    await expect(result).rejects.toMatchObject({ category });
    expect(tries()).toBe(1);
  });

  test("gives errors that are not of the API back at once", async () => {
    const { result, tries } = run([new ConfigurationError("no region")]);
    await expect(result).rejects.toThrow("no region");
    expect(tries()).toBe(1);
  });

  test("gives up soon where nothing listens", async () => {
    const { result, tries } = run([failure("transient", { sent: false })], { forever: true });
    await expect(result).rejects.toMatchObject({ sent: false });
    expect(tries()).toBe(5);
  });

  test("tells of each retry", async () => {
    const { result, notices } = run([failure("throttled"), failure("transient")], { random: () => 0.5 });
    await result;
    expect(notices).toEqual([
      { action: "ModifyTunnelAttribute", attempt: 1, waitMs: 250, reason: "throttled: Code.throttled" },
      { action: "ModifyTunnelAttribute", attempt: 2, waitMs: 500, reason: "transient: Code.transient" },
    ]);
  });
});
