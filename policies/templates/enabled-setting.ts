/** A rule that asks for a setting to be switched on in each tunnel. */

import type { ResourceRule, RuleMetadata } from "../rule/rule";
import { tunnelRule } from "../rule/rule-kinds";
import { describeValue, fieldsOf } from "../subjects/tunnel";

export function enabledSettingRule(
  definition: RuleMetadata & { readonly field: "enableDpd" | "enableNatTraversal" },
): ResourceRule {
  const { field, ...metadata } = definition;
  return tunnelRule({
    ...metadata,
    settings: {},
    judge(tunnel, _config, violate) {
      const value = tunnel.required(field);
      if (value === undefined || value.text === "true") return;
      violate(`${describeValue(value)}; allowed: true. Set ${value.property} to true.`, fieldsOf(value, "true"));
    },
  });
}
