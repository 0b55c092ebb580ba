import { mayCarry, nameOf, type Observation, type Sibling } from "../observation";
import { Canary } from "./canary";
import { Pace } from "./pace";
import { TriedGateways } from "./tried-gateways";
import { TunnelError } from "../tunnel-error";

/** How careful an operation is with tunnels that carry traffic. */
export interface Care {
  /** The first changed tunnel that was up goes alone, and the others start when it is up again. */
  readonly canary: boolean;
  /** After this many tunnels did not come back, nothing more is sent. */
  readonly maxFailures: number;
}

interface ChangedTunnel {
  readonly who: string;
  /** When an earlier operation left it, in milliseconds; undefined for a change of this one. */
  readonly leftAt: number | undefined;
  readonly wasUp: boolean;
  /** Its sibling need not wait for it any more. */
  isBack: boolean;
  /** It was up by a negotiation after the change: more than `isBack` where EffectImmediately is off. */
  isSeenUp: boolean;
  /** It was watched for long enough, and did not come up. */
  isGivenUp: boolean;
}

interface Arrival {
  readonly promise: Promise<void>;
  readonly arrive: () => void;
  isHere: boolean;
}

function newArrival(): Arrival {
  let arrive = (): void => {};
  const promise = new Promise<void>((resolve) => (arrive = resolve));
  return { promise, arrive, isHere: false };
}

const UNSEEN = { isBack: false, isSeenUp: false, isGivenUp: false };

/**
 * What one operation (one `pulumi up`) has done to tunnels so far, what an earlier one left, and what follows for the
 * next change. It knows no time and asks nobody: whoever changes a tunnel tells it, and asks it before.
 */
export class Operation {
  /** How long its changes take to be configured. */
  readonly pace = new Pace();
  readonly triedGateways = new TriedGateways();
  readonly #changed = new Map<string, ChangedTunnel>();
  readonly #lost: string[] = [];
  readonly #managed = new Set<string>();
  /** Tunnels that a warning named since their last change. */
  readonly #warned = new Set<string>();
  readonly #arrivals = new Map<string, Arrival>();
  /** Roles of the tunnels that were changed, in that order, by connection. */
  readonly #orders = new Map<string, string[]>();
  readonly #attempts = new Map<string, number>();
  /** Tunnels that a hook moved traffic away from, and not back. */
  readonly #drained = new Set<string>();
  /** The first changed tunnel that was up, and what waits for it. */
  readonly canary: Canary;

  constructor(private readonly care: Care) {
    this.canary = new Canary(care.canary);
  }

  /** A resource of this operation manages the tunnel, and goes on doing so. */
  manages(resourceId: string): void {
    this.#managed.add(resourceId);
  }

  /** True where a resource of this operation goes on managing the tunnel. */
  isManaged(resourceId: string): boolean {
    return this.#managed.has(resourceId);
  }

  /** Nobody waits for the tunnel's turn any more: its change asks for the turn now, or nothing is to be changed. */
  arrives(tunnelId: string): void {
    const arrival = this.#arrivalOf(tunnelId);
    arrival.isHere = true;
    arrival.arrive();
  }

  hasArrived(tunnelId: string): boolean {
    return this.#arrivalOf(tunnelId).isHere;
  }

  /** Resolves when the tunnel arrives. */
  arrival(tunnelId: string): Promise<void> {
    return this.#arrivalOf(tunnelId).promise;
  }

  #arrivalOf(tunnelId: string): Arrival {
    const arrival = this.#arrivals.get(tunnelId) ?? newArrival();
    this.#arrivals.set(tunnelId, arrival);
    return arrival;
  }

  /** The roles of the connection's changed tunnels in the order of their changes, where there are several. */
  orderOf(connectionId: string): readonly string[] | undefined {
    const order = this.#orders.get(connectionId) ?? [];
    return order.length > 1 ? order : undefined;
  }

  /** @throws TunnelError where too many tunnels are lost already. */
  guardLosses(): void {
    if (this.#lost.length < this.care.maxFailures) return;
    throw new TunnelError(
      "refused",
      `nothing was sent: ${this.#lost.join(" and ")} did not come back after a change in this operation, and alicloud-vpn:maxFailures is ${this.care.maxFailures}. Look at that first, then run this again`,
    );
  }

  /** An earlier operation changed a tunnel that was up, and nobody has seen it up since. */
  leftDown(tunnelId: string, who: string, leftAt: number): void {
    const known = this.#changed.get(tunnelId);
    const isLater = known === undefined || (known.leftAt !== undefined && known.leftAt < leftAt);
    if (isLater) this.#changed.set(tunnelId, { who, leftAt, wasUp: true, ...UNSEEN });
  }

  /** When an earlier operation left a tunnel that nobody has seen up since; undefined for a change of this one. */
  leftAt(tunnelId: string): number | undefined {
    return this.#changed.get(tunnelId)?.leftAt;
  }

  /** True for a tunnel that was up, was changed, and has not been seen up again. */
  isAwaited(tunnelId: string): boolean {
    const changed = this.#changed.get(tunnelId);
    return changed !== undefined && changed.wasUp && !changed.isBack;
  }

  /** True for a tunnel that was up, was changed, and has not been up by a negotiation after the change. */
  isUnseen(tunnelId: string): boolean {
    const changed = this.#changed.get(tunnelId);
    return changed !== undefined && changed.wasUp && !changed.isSeenUp;
  }

  /** Warns of a tunnel that has not been seen up since its change, unless a warning named it since then. */
  warnOnce(tunnelId: string, warn: () => void): void {
    if (this.#warned.has(tunnelId)) return;
    this.#warned.add(tunnelId);
    warn();
  }

  /** A sibling that was down before this operation changed it, and may still come up by that. */
  risingSibling(observation: Observation): string | undefined {
    return observation.siblings.find(({ tunnelId }) => {
      const changed = this.#changed.get(tunnelId);
      return changed !== undefined && changed.leftAt === undefined && !changed.isBack && !changed.isGivenUp;
    })?.tunnelId;
  }

  /** Such a sibling was watched for long enough. */
  staysDown(tunnelId: string): void {
    const changed = this.#changed.get(tunnelId);
    if (changed) changed.isGivenUp = true;
  }

  /** True where this operation waited for the tunnel in vain. */
  isLost(tunnelId: string): boolean {
    const changed = this.#changed.get(tunnelId);
    return changed !== undefined && changed.isGivenUp && !changed.isBack;
  }

  /** A hook moves traffic away from the tunnel, or an earlier operation did and left it so. */
  drains(tunnelId: string): void {
    this.#drained.add(tunnelId);
  }

  /** A hook moved the traffic back. */
  undrained(tunnelId: string): void {
    this.#drained.delete(tunnelId);
  }

  isDrained(tunnelId: string): boolean {
    return this.#drained.has(tunnelId);
  }

  /** Counts the calls of a hook's phase for a tunnel, from 1. */
  nextAttempt(tunnelId: string, phase: string): number {
    const key = `${tunnelId} ${phase}`;
    const attempt = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempt);
    return attempt;
  }

  /** The sibling that was up before it was changed, and has not been seen up again. */
  awaitedSibling(observation: Observation): Sibling | undefined {
    return observation.siblings.find(({ tunnelId }) => this.isAwaited(tunnelId));
  }

  /**
   * A change was accepted, or may have been. What one took down and nobody has seen since was up before the next one
   * too.
   */
  changed(before: Observation): void {
    const wasUp = mayCarry(before) || this.isAwaited(before.tunnelId);
    this.#changed.set(before.tunnelId, { who: nameOf(before), leftAt: undefined, wasUp, ...UNSEEN });
    this.#warned.delete(before.tunnelId);
    const order = this.#orders.get(before.connection.id) ?? [];
    if (!order.includes(before.role)) this.#orders.set(before.connection.id, [...order, before.role]);
  }

  /**
   * A changed tunnel is up again.
   * @param isSeenUp False where its Status may still be one from before the change.
   */
  cameBack(tunnelId: string, isSeenUp = true): void {
    const changed = this.#changed.get(tunnelId);
    if (changed) Object.assign(changed, { isBack: true, isSeenUp });
    this.canary.cameBack(tunnelId);
  }

  /**
   * A changed tunnel did not come back in time.
   * @param isRolledBack True where it is up again, with the values from before.
   */
  lost(tunnelId: string, isRolledBack = false): void {
    const changed = this.#changed.get(tunnelId);
    const who = changed?.who ?? tunnelId;
    if (!this.#lost.includes(who)) this.#lost.push(who);
    if (changed) Object.assign(changed, isRolledBack ? { isBack: true, isSeenUp: true } : { isGivenUp: true });
    this.canary.end(tunnelId);
  }
}
