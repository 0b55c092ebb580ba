/** A rule that allows some values of one property. Most rules about algorithms add only their metadata to it. */

import { SHANGMI_VALUES } from "../../ipsec/algorithms";
import { tunnelRule } from "../rule/rule-kinds";
import type { ResourceRule, RuleMetadata } from "../rule/rule";
import { choices } from "../rule/settings";
import { describeValue, fieldsOf } from "../subjects/tunnel";
import type { FieldName } from "../subjects/tunnel-fields";

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
  return tunnelRule({
    ...metadata,
    settings: { allowed: choices(values, fallback, `The values of ${field} that are allowed.`) },
    judge(tunnel, { allowed }, violate) {
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
  });
}
