/** Since when a tunnel has its key, as far as the provider knows: never more than a day, and never the key. */

import { dayOf, daysUntil, isDay } from "./calendar-day";
import type { StackTunnel } from "./stack";

export type KeyAge =
  /** `isChange`: the resource changed the key on that day. Otherwise it found it then, and it is at least as old. */
  | { readonly kind: "known"; readonly day: string; readonly days: number; readonly isChange: boolean }
  | { readonly kind: "unknown"; readonly why: string }
  /** The preview of a change: the day is known when it is done, and then the rule judges again. */
  | { readonly kind: "later" };

/** How old the key of a tunnel is; undefined for a tunnel that declares none. */
export function keyAgeOf({ tunnel }: StackTunnel, now: Date): KeyAge | undefined {
  if (tunnel.isShangMi || tunnel.isPartial) return undefined;
  if (tunnel.isDeclared("psk") !== true && tunnel.isDeclared("pskFrom") !== true) return undefined;
  if (tunnel.own === undefined) return { kind: "unknown", why: "a resource of @pulumi/alicloud tells no day" };
  const { own } = tunnel;
  if (!own.isStored || own.keyDay("keyChangedOn").state === "unknown") return { kind: "later" };
  for (const name of ["keyChangedOn", "keySeenSince"] as const) {
    const reading = own.keyDay(name);
    const day = reading.state === "known" ? String(reading.value) : "";
    if (isDay(day)) return { kind: "known", day, days: daysUntil(dayOf(now), day), isChange: name === "keyChangedOn" };
  }
  return { kind: "unknown", why: "no day is stored, as in an older state" };
}
