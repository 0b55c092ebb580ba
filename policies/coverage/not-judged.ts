import { ALIBABA_API, cite } from "../rule/citation";
import type { Outcome, ResourceRule, Rule } from "../rule/rule";

/**
 * The rule that keeps the others from failing open in silence. A mandatory rule cannot give an advisory, and a value
 * that nobody knows is no violation; so this rule asks the others what they could not judge, and says it once.
 */
export function notJudged(rules: readonly Rule[]): ResourceRule {
  const others = rules.filter((rule) => rule.scope === "resource");
  return {
    name: "alicloud-vpn-not-judged",
    title: "Values that could not be judged",
    description:
      "Every value that a rule of this pack judges should be known, from the program or from the live tunnel.",
    group: "coverage",
    severity: "medium",
    level: "advisory",
    ...cite(
      ALIBABA_API,
      "ModifyTunnelAttribute",
      "A value that is left out keeps what is in force, which only the live tunnel can tell.",
    ),
    remediationSteps:
      "Declare the named properties, or run the preview with credentials and network access to Alibaba Cloud, so that the live tunnel is read. Make this rule mandatory to stop where anything is left open.",
    settings: {},
    scope: "resource",
    evaluate(resource): Outcome {
      const outcomes = others.map((rule) => rule.evaluate(resource, {}));
      const names = [...new Set(outcomes.flatMap((outcome) => outcome.notJudged))].sort();
      const message =
        `${resource.name}: could not judge ${names.join(", ")}: not declared here, and not known from the cloud. ` +
        `Declare what should be in force, or preview with access to Alibaba Cloud.`;
      return {
        applicable: outcomes.some((outcome) => outcome.applicable),
        violations: names.length === 0 ? [] : [{ message }],
        // The rules themselves report what is not known yet.
        unknown: [],
        notJudged: [],
      };
    },
  };
}
