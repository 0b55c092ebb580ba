/** A rule that asks for a setting to be switched on in each tunnel. */

import type { ResourceRule, RuleMetadata } from "../rule/rule";
import { correctingTunnelRule, tunnelRule } from "../rule/rule-kinds";
import { describeValue, fieldsOf } from "../subjects/tunnel";
import type { FindingFields, Tunnel } from "../subjects/tunnel";

export function enabledSettingRule(
  definition: RuleMetadata & { readonly field: "enableDpd" | "enableNatTraversal" },
): ResourceRule {
  const { field, ...metadata } = definition;
  const rule = {
    ...metadata,
    settings: {},
    judge(tunnel: Tunnel, _config: object, violate: (message: string, fields: FindingFields) => void): void {
      const value = tunnel.required(field);
      if (value === undefined || value.text === "true") return;
      violate(`${describeValue(value)}; allowed: true. Set ${value.property} to true.`, fieldsOf(value, "true"));
    },
  };
  // Dead peer detection works without the peer's settings; NAT traversal does not.
  if (field !== "enableDpd") return tunnelRule(rule);
  return correctingTunnelRule({
    ...rule,
    correctionOf: (tunnel) => (tunnel.optional(field)?.value === false ? { field, value: true } : undefined),
  });
}
