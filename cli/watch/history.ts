import type { TunnelDiagnosis } from "../../provider/lookups";
import { isSameState, type Seen } from "./seen";

/** A tunnel over the time of the watch. */
export interface Tracked {
  readonly seen: Seen;
  /** When this state was seen first, in milliseconds. */
  readonly since: number;
  /** The state is as old as the watch, or older. */
  readonly isFirst: boolean;
  /** The service no longer lists the tunnel. */
  readonly isGone: boolean;
  /** The state has changed since the watch began. */
  readonly hasChanged: boolean;
  /** The last one; none while the tunnel carries traffic. */
  readonly diagnosis?: TunnelDiagnosis;
}

/** Something to tell about a tunnel. */
export interface WatchEvent {
  /**
   * - `first`: the state at the first look
   * - `gone`: the service no longer lists the tunnel
   */
  readonly kind: "first" | "change" | "gone" | "diagnosis";
  readonly at: number;
  readonly tunnel: Tracked;
  /** change: the state before, and how long it lasted as far as it was seen. */
  readonly before?: { readonly seen: Seen; readonly lastedMs: number };
}

/** What the watch has seen so far. */
export class History {
  readonly #tracked = new Map<string, Tracked>();
  /** Tunnels that the last look did not list. A page that moved meanwhile may have hidden them. */
  #missing: ReadonlySet<string> = new Set();
  /** Tunnels about which the service is to be asked. */
  readonly #unasked = new Set<string>();

  /** All tunnels, in the order in which they were first listed. */
  get tunnels(): readonly Tracked[] {
    return [...this.#tracked.values()];
  }

  /** Takes in one look, and answers with what it changed. */
  note(look: readonly Seen[], at: number): readonly WatchEvent[] {
    const isFirstLook = this.#tracked.size === 0;
    const events = look.flatMap((seen) => this.#noteOne(seen, at, isFirstLook));
    const listed = new Set(look.map(({ key }) => key));
    const missing = [...this.#tracked.keys()].filter((key) => !listed.has(key));
    const gone = missing.filter((key) => this.#missing.has(key)).flatMap((key) => this.#noteGone(key, at));
    this.#missing = new Set(missing);
    return [...events, ...gone];
  }

  /** The next tunnels to ask the service about: they carry no traffic, and their state is new. */
  toAsk(most: number): readonly Seen[] {
    return [...this.#unasked].slice(0, most).flatMap((key) => this.#tracked.get(key)?.seen ?? []);
  }

  /** Takes in what the service answered about tunnels, by their keys. */
  noteDiagnoses(
    asked: readonly Seen[],
    answers: ReadonlyMap<string, TunnelDiagnosis>,
    at: number,
  ): readonly WatchEvent[] {
    return asked.flatMap(({ key }): readonly WatchEvent[] => {
      this.#unasked.delete(key);
      const [tracked, diagnosis] = [this.#tracked.get(key), answers.get(key)];
      if (tracked === undefined || diagnosis === undefined) return [];
      return [{ kind: "diagnosis", at, tunnel: this.#keep({ ...tracked, diagnosis }) }];
    });
  }

  #noteOne(seen: Seen, at: number, isFirstLook: boolean): readonly WatchEvent[] {
    const before = this.#tracked.get(seen.key);
    if (before !== undefined && !before.isGone && isSameState(before.seen, seen)) {
      this.#keep({ ...before, seen });
      return [];
    }
    const fresh: Tracked = { seen, since: at, isFirst: isFirstLook, isGone: false, hasChanged: !isFirstLook };
    const carries = seen.traffic === "carries";
    if (carries) this.#unasked.delete(seen.key);
    else this.#unasked.add(seen.key);
    const old = carries || before?.diagnosis === undefined ? {} : { diagnosis: before.diagnosis };
    const tunnel = this.#keep({ ...fresh, ...old });
    if (before === undefined) return [{ kind: "first", at, tunnel }];
    return [{ kind: "change", at, tunnel, before: { seen: before.seen, lastedMs: at - before.since } }];
  }

  #noteGone(key: string, at: number): readonly WatchEvent[] {
    const before = this.#tracked.get(key);
    if (before === undefined || before.isGone) return [];
    this.#unasked.delete(key);
    const { diagnosis: _, ...rest } = before;
    const tunnel = this.#keep({ ...rest, since: at, isFirst: false, isGone: true, hasChanged: true });
    return [{ kind: "gone", at, tunnel, before: { seen: before.seen, lastedMs: at - before.since } }];
  }

  #keep(tracked: Tracked): Tracked {
    this.#tracked.set(tracked.seen.key, tracked);
    return tracked;
  }
}
