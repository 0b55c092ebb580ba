/** The rules that report values which no other rule of a pack could judge. Without them, such a value would pass. */

import { ALIBABA_API, cite } from "../rule/citation";
import { RULE_PREFIX } from "../rule/rule";
import type { ResourceRule, Rule } from "../rule/rule";
import { wholeResourceRule } from "../rule/rule-kinds";
import { texts } from "../rule/settings";
import type { GapRecord } from "./gap-record";
import { gapsOf, notReadOf } from "./gaps";
import type { Gaps } from "./gaps";
import { typesNotJudged } from "./types-not-judged";

/**
 * The rules for a pack with these rules.
 * @param record What the pack's rules leave in a run, so that only those count that are on in it.
 */
export function coverageRules(rules: readonly Rule[], record?: GapRecord): readonly Rule[] {
  return [notJudged(rules, record), notKnown(rules, record), typesNotJudged];
}

function notARule(name: string): string | undefined {
  return /^alicloud-vpn-[a-z0-9-]+$/.test(name) ? undefined : `must be the name of a rule, such as ${RULE_PREFIX}…`;
}

const METADATA = {
  group: "coverage",
  severity: "medium",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute",
    "A value that is left out keeps what is in force, which only the live tunnel can tell.",
  ),
  settings: {
    except: texts(
      { pattern: `^${RULE_PREFIX}[a-z0-9-]+$`, problemOf: notARule },
      [],
      "Rules whose gaps do not count, by name. A rule over one resource that is off never counts; " +
        "name here a rule over the whole stack that a configuration file switches off.",
    ),
  },
} as const;

/**
 * Stops where an outage hid a live tunnel. Otherwise somebody who can cause an outage could get a tunnel past the rules
 * that they would refuse.
 */
export function notJudged(rules: readonly Rule[], record?: GapRecord): ResourceRule {
  return wholeResourceRule({
    ...METADATA,
    name: "alicloud-vpn-not-judged",
    title: "Tunnels that an outage hid",
    description: "A live tunnel must have been read, unless the program declares every value that this pack judges.",
    level: "mandatory",
    remediationSteps:
      "Run the preview again when the API of Alibaba Cloud can be reached, or declare the named properties. " +
      "Make this rule advisory to go on while the API is out of reach.",
    judge({ resource }, { except }, violate) {
      // Looking for gaps takes time, and an outage is rare.
      if (notReadOf(resource) !== "outage") return;
      const { missing } = gapsOf({ rules, except, record }, resource);
      if (missing.length === 0) return;
      violate(
        "the API of Alibaba Cloud could not be asked, so nobody has read the live tunnel and no rule has " +
          `judged ${missing.join(", ")}. Declare what should be in force, or run this again when the API can be ` +
          "reached.",
        { path: missing.join(", ") },
      );
    },
  });
}

/** Names every other value that no rule could judge. That is no fault of the tunnel, so by default it stops nothing. */
export function notKnown(rules: readonly Rule[], record?: GapRecord): ResourceRule {
  return wholeResourceRule({
    ...METADATA,
    name: "alicloud-vpn-not-known",
    title: "Values that no rule could judge",
    description:
      "Every value that a rule of this pack judges should be known, from the program or from the live tunnel.",
    level: "advisory",
    remediationSteps:
      "Declare the named properties, or let the preview read the live tunnel. " +
      "Make this rule mandatory to stop where anything is left open.",
    judge({ resource }, { except }, violate) {
      const gaps = gapsOf({ rules, except, record }, resource);
      const reasons = reasonsIn(gaps);
      if (reasons.length === 0) return;
      violate(
        `could not judge ${reasons.join("; ")}. ` +
          "Declare what should be in force, or write it in a form that a rule can read.",
        { path: [...gaps.missing, ...gaps.unreadable.map(({ what }) => what)].join(", ") },
      );
    },
  });
}

/** The properties that no rule could judge, each group with its reason. */
function reasonsIn({ notRead, missing, unreadable }: Gaps): readonly string[] {
  const unread = unreadable.map(({ what, why }) => `${what} (${why})`);
  // After an outage the other rule names the missing properties.
  if (missing.length === 0 || notRead === "outage") return unread;
  return [`${missing.join(", ")}: not declared, and ${REASONS[notRead ?? "read"]}`, ...unread];
}

const REASONS = {
  off: "alicloud-vpn:compare switches off that the live tunnel is read",
  unknown: "the connection is not known yet, so its live tunnel cannot be read",
  unobserved: "nobody has read the live tunnel",
  read: "nothing is in force for it that is known",
} as const;
