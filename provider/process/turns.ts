import type { Turns } from "../resources/vpn-tunnel/ports";

/**
 * One writer at a time for each key, in the order of asking. The VPC API refuses a second change on a VPN gateway
 * while it configures the first (VpnGateway.Configuring), so waiting here costs nothing and saves the refusals.
 */
export class KeyedTurns implements Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}
