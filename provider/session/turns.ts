import type { Turns } from "../resources/ports";

/** Work that waits for its turn. */
interface Waiting {
  readonly rank: number;
  readonly start: () => Promise<void>;
}

/**
 * Runs one work at a time for each key. Among those that wait, a higher rank goes first, and equal ranks go in the
 * order in which they asked. The VPC API refuses a second change on a VPN gateway while it configures the first one
 * (VpnGateway.Configuring), so that waiting here costs nothing and saves the refusals.
 */
export class KeyedTurns implements Turns {
  readonly #waiting = new Map<string, Waiting[]>();

  /** @param gather Resolves when all that ask together have asked, so that their ranks decide who goes first. */
  constructor(private readonly gather: () => Promise<void> = () => Promise.resolve()) {}

  take<T>(key: string, work: () => Promise<T>, rank = 0): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = async (): Promise<void> => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      };
      const waiting = this.#waiting.get(key);
      if (waiting) waiting.push({ rank, start });
      else {
        this.#waiting.set(key, [{ rank, start }]);
        void this.#runAll(key);
      }
    });
  }

  async #runAll(key: string): Promise<void> {
    await this.gather();
    for (;;) {
      const waiting = this.#waiting.get(key) ?? [];
      const [oldest, ...others] = waiting;
      if (oldest === undefined) break;
      const next = others.reduce((best, each) => (each.rank > best.rank ? each : best), oldest);
      waiting.splice(waiting.indexOf(next), 1);
      await next.start();
    }
    this.#waiting.delete(key);
  }
}
