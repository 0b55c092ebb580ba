/** A rule that allows some values of one property: most rules about algorithms are this and their metadata. */

import { tunnelRule } from "../rule/rule-kinds";
import type { ResourceRule, RuleMetadata } from "../rule/rule";
import { choices } from "../rule/settings";
import { describeValue } from "../subjects/tunnel";
import type { FieldName } from "../subjects/tunnel-fields";

export function allowedValuesRule<const V extends readonly string[]>(
  facts: RuleMetadata & {
    readonly field: FieldName;
    /** Every value that may be allowed. */
    readonly values: V;
    /** Those that are, unless configured. */
    readonly allowed: readonly V[number][];
  },
): ResourceRule {
  const { field, values, allowed: fallback, ...rest } = facts;
  return tunnelRule({
    ...rest,
    settings: { allowed: choices(values, fallback, `The values of ${field} that are allowed.`) },
    judge(tunnel, { allowed }, violate) {
      const value = tunnel.required(field);
      if (value === undefined || allowed.includes(value.text)) return;
      violate(
        `${describeValue(value)}; allowed: ${allowed.map((one) => `"${one}"`).join(", ")}. ` +
          `Set ${value.property} to ${allowed.length === 1 ? "this" : "one of these"}, and the same on the peer ` +
          "device.",
      );
    },
  });
}
