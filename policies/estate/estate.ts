/** Many stacks as one: the rules over a stack, run over the resources of all of them. */

import { dayOf } from "../subjects/calendar-day";
import { coversRule } from "../assembly/exemption";
import type { Exemption } from "../assembly/exemption";
import { sortStackFindings } from "../assembly/exempted-findings";
import { resourceName, stackName } from "../report";
import type { ReportLevel } from "../report";
import type { Outcome, StackRule, Violation } from "../rule/rule";
import { ALL_RULES } from "../rules";
import type { Gap } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";

export interface EstateFinding {
  readonly rule: string;
  readonly level: ReportLevel;
  readonly stack: string;
  readonly urn: string;
  readonly path: string;
  /** Names resources as `hq (net/prod)`, with project and stack. */
  readonly message: string;
  /** The exemption that sets it aside; undefined where it counts. */
  readonly exemption: Exemption | undefined;
}

export interface EstateVerdict {
  /** The mandatory ones first. */
  readonly findings: readonly EstateFinding[];
  /** What a rule should have compared and could not, such as a key that the export does not disclose. */
  readonly notCompared: readonly (Gap & { readonly rule: string })[];
}

const RULES = ALL_RULES.filter(
  (rule): rule is StackRule => rule.scope === "stack" && rule.level !== "disabled" && rule.alwaysAdvisory !== true,
);

/** @param resources Those of all stacks; each URN is there once. */
export function judgeEstate(
  resources: readonly JudgedResource[],
  exemptions: readonly Exemption[],
  now: Date,
): EstateVerdict {
  const findings: EstateFinding[] = [];
  const notCompared: (Gap & { readonly rule: string })[] = [];
  for (const rule of RULES) {
    const own = exemptions.filter((one) => coversRule(one, rule));
    const { counted, exempted, outcome } = sortStackFindings(acrossStacks(rule), resources, own, dayOf(now));
    notCompared.push(...outcome.notJudged.map((gap) => ({ rule: rule.name, ...gap })));
    findings.push(
      ...counted.map((violation) => findingOf(rule, violation, undefined)),
      ...exempted.map(({ violation, exemption }) => findingOf(rule, violation, exemption)),
    );
  }
  return { findings: findings.sort((one, other) => weightOf(other) - weightOf(one)), notCompared };
}

/** Evaluates the rule on resources whose names tell their stack. Exemptions are for the names that they really have. */
function acrossStacks(rule: StackRule): (resources: readonly JudgedResource[]) => Outcome {
  return (resources) => {
    const real = new Map(resources.map((resource) => [resource.urn, resource]));
    const realOf = (named: JudgedResource): JudgedResource => real.get(named.urn) ?? named;
    const named = resources.map((each) => ({ ...each, name: `${resourceName(each.urn)} (${stackName(each.urn)})` }));
    const outcome = rule.evaluate(named, {});
    const violations = outcome.violations.map((violation) => ({
      ...violation,
      resource: realOf(violation.resource),
      ...(violation.parties && { parties: violation.parties.map(realOf) }),
    }));
    return { ...outcome, violations };
  };
}

function findingOf(rule: StackRule, violation: Violation, exemption: Exemption | undefined): EstateFinding {
  const { urn } = violation.resource;
  const level = rule.level === "mandatory" ? "mandatory" : "advisory";
  return {
    rule: rule.name,
    level,
    stack: stackName(urn),
    urn,
    path: violation.path,
    message: violation.message,
    exemption,
  };
}

const weightOf = ({ level, exemption }: EstateFinding): number => {
  if (exemption !== undefined) return 0;
  return level === "mandatory" ? 2 : 1;
};
