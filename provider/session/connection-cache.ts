import type { Clock } from "../api/clock";
import type { ConnectionWire } from "../api/wire";

/** An answer older than this is not given any more, because an operation may wait for minutes. */
export const MAX_AGE_MS = 300_000;

/** An answer of the API. */
export interface Answer {
  /** Undefined where there is no such connection. */
  readonly connection: ConnectionWire | undefined;
}

/** Keeps answers about connections while they are young, and never gives an answer from before a write. */
export class ConnectionCache {
  readonly #answers = new Map<string, Answer & { readonly readAt: number }>();
  /** The number that each connection's last `forget` had. */
  readonly #forgotten = new Map<string, number>();
  #forgets = 0;

  constructor(private readonly clock: Clock) {}

  /** The answer about a connection; undefined where there is none, or an old one. */
  find(id: string): Answer | undefined {
    const answer = this.#answers.get(id);
    return answer && this.clock.now() - answer.readAt < MAX_AGE_MS ? answer : undefined;
  }

  /** The connections of a VPN gateway among the answers. */
  ofGateway(vpnGatewayId: string): readonly ConnectionWire[] {
    const found = [...this.#answers.keys()].map((id) => this.find(id)?.connection);
    return found.filter((each) => each !== undefined).filter((each) => each.VpnGatewayId === vpnGatewayId);
  }

  /** A mark to take before a request, for `keep` to judge the answer by. */
  mark(): number {
    return this.#forgets;
  }

  /**
   * Keeps an answer. An answer to a request from before the connection's last `forget` may be outdated: it is dropped.
   */
  keep(id: string, connection: ConnectionWire | undefined, markBefore: number): void {
    if ((this.#forgotten.get(id) ?? 0) > markBefore) return;
    this.#answers.set(id, { connection, readAt: this.clock.now() });
  }

  /** Drops the answer about a connection, because a write changes it. */
  forget(id: string): void {
    this.#answers.delete(id);
    this.#forgotten.set(id, ++this.#forgets);
  }

  /** True for a connection that a write changed. */
  wasForgotten(id: string): boolean {
    return this.#forgotten.has(id);
  }
}
