import { ALIBABA_API, cite } from "../rule/citation";
import type { Outcome, ResourceRule, Rule, RuleFacts } from "../rule/rule";
import { gapsOf, notReadOf } from "./gaps";
import type { Gaps } from "./gaps";
import { JUDGED_TYPES } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";

/** The rules that keep the others from failing open in silence, for a pack with these rules. */
export function coverageRules(rules: readonly Rule[]): readonly ResourceRule[] {
  return [notJudged(rules), notKnown(rules)];
}

const FOUNDATION = {
  group: "coverage",
  severity: "medium",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute",
    "A value that is left out keeps what is in force, which only the live tunnel can tell.",
  ),
} as const;

/**
 * Stops where an outage hid a live tunnel. Whoever can bring about an outage must not be able to have a tunnel pass that
 * would be refused otherwise.
 */
export function notJudged(rules: readonly Rule[]): ResourceRule {
  return coverageRule(
    {
      ...FOUNDATION,
      name: "alicloud-vpn-not-judged",
      title: "Tunnels that an outage hid",
      description: "A live tunnel must have been read, unless the program declares every value that this pack judges.",
      level: "mandatory",
      remediationSteps:
        "Run the preview again when the API of Alibaba Cloud can be reached, or declare the named properties. Make this rule advisory to go on while the API is out of reach.",
    },
    (resource) => {
      // The other rules are asked only where there was an outage, which is rare.
      const missing = notReadOf(resource) === "outage" ? gapsOf(rules, resource).missing : [];
      return missing.length === 0
        ? undefined
        : `${resource.name}: the API of Alibaba Cloud could not be asked, so nobody has read the live tunnel and no rule has ` +
            `judged ${missing.join(", ")}. Declare what should be in force, or run this again when the API can be reached.`;
    },
  );
}

/** Names everything else that no rule could judge. It is no fault of the tunnel, so it stops nothing by itself. */
export function notKnown(rules: readonly Rule[]): ResourceRule {
  return coverageRule(
    {
      ...FOUNDATION,
      name: "alicloud-vpn-not-known",
      title: "Values that no rule could judge",
      description:
        "Every value that a rule of this pack judges should be known, from the program or from the live tunnel.",
      level: "advisory",
      remediationSteps:
        "Declare the named properties, or let the preview read the live tunnel. Make this rule mandatory to stop where anything is left open.",
    },
    (resource) => {
      const reasons = reasonsOf(gapsOf(rules, resource));
      return reasons.length === 0
        ? undefined
        : `${resource.name}: could not judge ${reasons.join("; ")}. Declare what should be in force, or write it in a form that a rule can read.`;
    },
  );
}

/** Each group of values with the reason why it was not judged. */
function reasonsOf({ notRead, missing, unreadable }: Gaps): readonly string[] {
  const named = unreadable.map(({ what, why }) => `${what} (${why})`);
  if (missing.length === 0 || notRead === "outage") return named;
  return [`${missing.join(", ")}: not declared, and ${IN_WORDS[notRead ?? "read"]}`, ...named];
}

const IN_WORDS = {
  off: "alicloud-vpn:compare switches off that the live tunnel is read",
  unknown: "the connection is not known yet, so its live tunnel cannot be read",
  unobserved: "nobody has read the live tunnel",
  read: "nothing is in force for it that is known",
} as const;

/** `messageFor` gives the violation; undefined where all is well. */
function coverageRule(facts: RuleFacts, messageFor: (resource: JudgedResource) => string | undefined): ResourceRule {
  return {
    ...facts,
    settings: {},
    scope: "resource",
    evaluate(resource): Outcome {
      const message = messageFor(resource);
      return {
        applicable: JUDGED_TYPES.includes(resource.type),
        violations: message === undefined ? [] : [{ message }],
        // The rules themselves report what is not known yet.
        unknown: [],
        notJudged: [],
      };
    },
  };
}
