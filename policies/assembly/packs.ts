/** The packs that are shipped, by the folder that `--policy-pack` takes. */

import { coverageRules } from "../coverage/coverage-rules";
import type { Rule } from "../rule/rule";
import { ALGORITHM_RULES, ALL_RULES, CIDR_RULES } from "../rules";
import { exemptionsRule } from "./exemptions-rule";
import { NotedExemptions } from "./noted-exemptions";

const withCoverage = (rules: readonly Rule[]): readonly Rule[] => [
  ...rules,
  ...coverageRules(rules.filter(({ level }) => level !== "disabled")),
  exemptionsRule(new NotedExemptions(), () => new Date()),
];

export const PACKS = {
  policies: withCoverage(ALL_RULES),
  "policies/algorithms": withCoverage(ALGORITHM_RULES),
  "policies/cidrs": withCoverage(CIDR_RULES),
} as const satisfies Record<string, readonly Rule[]>;
