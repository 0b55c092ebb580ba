/** A rule that keeps a lifetime within a range. */

import { LIFETIME_RANGE } from "../../ipsec/algorithms";
import { correctingTunnelRule } from "../rule/rule-kinds";
import type { ResourceRule, RuleMetadata } from "../rule/rule";
import { integer } from "../rule/settings";
import { describeValue, fieldsOf } from "../subjects/tunnel";
import type { Tunnel } from "../subjects/tunnel";

export function lifetimeRule(
  definition: RuleMetadata & {
    readonly field: "ikeLifetime" | "ipsecLifetime";
    readonly min: number;
    readonly max: number;
  },
): ResourceRule {
  const { field, min: fallbackMin, max: fallbackMax, ...metadata } = definition;
  // The API accepts 0 without saying what it means, so no configuration can allow it.
  const range = { min: 1, max: LIFETIME_RANGE.max };
  return correctingTunnelRule({
    ...metadata,
    judges: { field, min: fallbackMin, max: fallbackMax },
    settings: {
      min: integer(range, fallbackMin, "The shortest lifetime that is allowed, in seconds."),
      max: integer(range, fallbackMax, "The longest lifetime that is allowed, in seconds."),
    },
    judge(tunnel, { min, max }, violate) {
      const value = tunnel.required(field);
      if (value === undefined) return;
      const seconds = Number(value.value);
      if (seconds >= min && seconds <= max) return;
      const zero = seconds === 0 ? ", which the API accepts without saying what it means" : "";
      const allowed = `${min} to ${max} seconds`;
      violate(
        `${describeValue(value)}${zero}; allowed: ${allowed}. Set ${value.property} within these.`,
        fieldsOf(value, allowed),
      );
    },
    correctionOf(tunnel, { max }) {
      const value = tunnel.optional(field);
      if (value === undefined || Number(value.value) <= max) return undefined;
      return keepsOrder(tunnel, field, max) ? { field, value: max } : undefined;
    },
  });
}

/**
 * Whether a shorter lifetime is safe: with IKEv2 each side counts its own, and phase 2 stays shorter than phase 1. With
 * IKEv1 the two sides agree on them, so the peer device would have to follow.
 */
function keepsOrder(tunnel: Tunnel, field: "ikeLifetime" | "ipsecLifetime", seconds: number): boolean {
  if (tunnel.optional("ikeVersion")?.text !== "ikev2") return false;
  const other = tunnel.optional(field === "ikeLifetime" ? "ipsecLifetime" : "ikeLifetime");
  if (other === undefined) return false;
  return field === "ikeLifetime" ? Number(other.value) < seconds : seconds < Number(other.value);
}
