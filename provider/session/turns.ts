import type { Turns } from "../resources/vpn-tunnel/ports";

interface Waiting {
  readonly rank: number;
  readonly start: () => Promise<void>;
}

/**
 * One writer at a time for each key; of those that wait, a higher rank first, then in the order of asking. The VPC API
 * refuses a second change on a VPN gateway while it configures the first (VpnGateway.Configuring), so waiting here
 * costs nothing and saves the refusals.
 */
export class KeyedTurns implements Turns {
  readonly #waiting = new Map<string, Waiting[]>();

  /** @param gather Resolves when those that ask together have asked, so that rank decides who is first. */
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
        void this.#letIn(key);
      }
    });
  }

  async #letIn(key: string): Promise<void> {
    await this.gather();
    for (;;) {
      const waiting = this.#waiting.get(key) ?? [];
      const first = waiting.reduce((best, each) => (each.rank > best.rank ? each : best), waiting[0] ?? NOBODY);
      if (first === NOBODY) break;
      waiting.splice(waiting.indexOf(first), 1);
      await first.start();
    }
    this.#waiting.delete(key);
  }
}

const NOBODY: Waiting = { rank: 0, start: () => Promise.resolve() };
