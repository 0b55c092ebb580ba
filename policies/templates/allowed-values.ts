/** A rule that allows some values of one property. Most rules about algorithms add only their metadata to it. */

import { SHANGMI_VALUES } from "../../ipsec/algorithms";
import { correctingTunnelRule, tunnelRule } from "../rule/rule-kinds";
import type { ResourceRule, RuleMetadata } from "../rule/rule";
import { choices } from "../rule/settings";
import { describeValue, fieldsOf } from "../subjects/tunnel";
import type { FindingFields, Tunnel } from "../subjects/tunnel";
import type { FieldName } from "../subjects/tunnel-fields";

/** Algorithms on which nothing else depends: the one that is in force may become what is declared. */
const CORRECTED: readonly FieldName[] = ["ikeEncAlg", "ikeAuthAlg", "ipsecEncAlg", "ipsecAuthAlg"];

export function allowedValuesRule<const V extends readonly string[]>(
  definition: RuleMetadata & {
    readonly field: FieldName;
    /** Every value that may be allowed. */
    readonly values: V;
    /** The values that are allowed by default. */
    readonly allowed: readonly V[number][];
  },
): ResourceRule {
  const { field, values, allowed: fallback, ...metadata } = definition;
  const rule = {
    ...metadata,
    judges: { field, allowed: fallback },
    settings: { allowed: choices(values, fallback, `The values of ${field} that are allowed.`) },
    judge(tunnel: Tunnel, { allowed }: Config, violate: (message: string, fields: FindingFields) => void): void {
      const value = tunnel.required(field);
      if (value === undefined || allowed.includes(value.text)) return;
      if (tunnel.isShangMi) {
        // The gateway decides its algorithms, and no advice to set others could be followed.
        const possible = SHANGMI_VALUES[field];
        if (possible === undefined || possible === value.text) return;
        violate(
          `${describeValue(value)}; a ShangMi gateway has "${possible}". Set it on the connection, in the console.`,
          fieldsOf(value, possible),
        );
        return;
      }
      violate(
        `${describeValue(value)}; allowed: ${allowed.map((one) => `"${one}"`).join(", ")}. ` +
          `Set ${value.property} to ${allowed.length === 1 ? "this" : "one of these"}, and the same on the peer ` +
          "device.",
        fieldsOf(value, allowed.join(", ")),
      );
    },
  };
  if (!CORRECTED.includes(field)) return tunnelRule(rule);
  return correctingTunnelRule({
    ...rule,
    correctionOf(tunnel, { allowed }) {
      if (tunnel.isShangMi) return undefined;
      const declared = tunnel.optional(field);
      const inForce = tunnel.inForce(field);
      if (declared === undefined || inForce === undefined) return undefined;
      return allowed.includes(declared.text) || !allowed.includes(inForce) ? undefined : { field, value: inForce };
    },
  });
}

interface Config {
  readonly allowed: readonly string[];
}
