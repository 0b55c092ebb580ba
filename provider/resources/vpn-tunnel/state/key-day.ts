import type { Clock } from "../../../api/clock";
import type { Values } from "../../../core/field";
import type { Properties } from "../../../core/property-tree";
import { PSK } from "../psk-source";
import { isLiveKey } from "./psk-proof";
import type { KeyDay, TunnelState } from "./shape";

const today = (clock: Clock): string => new Date(clock.now()).toISOString().slice(0, 10);

/** Of a key that is seen for the first time. */
export const keySeenNow = (clock: Clock): KeyDay => ({ keySeenSince: today(clock) });

/** A stored day; undefined in outputs of a version that kept none. */
export function keyDayIn({ keyChangedOn, keySeenSince }: Properties): KeyDay | undefined {
  if (typeof keyChangedOn === "string") return { keyChangedOn };
  return typeof keySeenSince === "string" ? { keySeenSince } : undefined;
}

/** The tunnel's values before and after a change, and the paths that were sent because they differed. */
interface Change {
  readonly before: Values;
  readonly after: Values;
  readonly sent: readonly string[];
}

/** The day after a change, or after a comparison that sent nothing. */
export function keyDayAfter(
  stored: TunnelState | undefined,
  { before, after, sent }: Change,
  isKeyUncertain: boolean,
  clock: Clock,
): KeyDay | undefined {
  const isPutBack = before[PSK] !== undefined && before[PSK] === after[PSK];
  if (sent.includes(PSK) && !isKeyUncertain && !isPutBack) return { keyChangedOn: today(clock) };
  if (stored === undefined) return keySeenNow(clock);
  // Of two keys that may be in force the older one counts: no policy may take an old key for a new one.
  return isKeyUncertain ? stored.keyDay : keyDayOfLive(stored, before[PSK], clock);
}

/** The stored day; today where somebody else, or a run that was killed, has put another key in force. */
export function keyDayOfLive(stored: TunnelState, liveKey: unknown, clock: Clock): KeyDay | undefined {
  if (typeof liveKey !== "string") return stored.keyDay;
  const { key, pskProof } = stored;
  const isOther = pskProof === undefined ? key !== undefined && key !== liveKey : !isLiveKey(pskProof, liveKey);
  return isOther ? keySeenNow(clock) : stored.keyDay;
}
