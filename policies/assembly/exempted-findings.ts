/** Which findings of a rule count, and which an exemption sets aside. */

import type { Outcome, Violation } from "../rule/rule";
import type { JudgedResource } from "../subjects/resource";
import { coversResource, coversValue, periodOf } from "./exemption";
import type { Exemption, NamedResource } from "./exemption";

export interface ExemptedFinding {
  readonly violation: Violation;
  readonly exemption: Exemption;
}

export interface Sorted {
  readonly counted: readonly Violation[];
  readonly exempted: readonly ExemptedFinding[];
}

/** An exemption that holds on this day. Of several, the one that holds longest. */
function exemptionOf(violation: Violation, exemptions: readonly Exemption[], today: string): Exemption | undefined {
  const own = exemptions.filter(
    (one) =>
      periodOf(one, today) !== "ended" && coversResource(one, violation.resource) && coversValue(one, violation.value),
  );
  return own.sort((one, other) => (one.until > other.until ? -1 : 1))[0];
}

export function sortFindings(findings: readonly Violation[], exemptions: readonly Exemption[], today: string): Sorted {
  if (exemptions.length === 0) return { counted: findings, exempted: [] };
  const counted: Violation[] = [];
  const exempted: ExemptedFinding[] = [];
  for (const violation of findings) {
    const exemption = exemptionOf(violation, exemptions, today);
    // Where it is the finding of others too, it stands at the first of them that is not exempt.
    const party = violation.parties?.find(
      (resource) => exemptionOf({ ...violation, resource }, exemptions, today) === undefined,
    );
    if (exemption === undefined) counted.push(violation);
    else if (party !== undefined) counted.push({ ...violation, resource: party });
    else exempted.push({ violation, exemption });
  }
  return { counted, exempted };
}

/** Whether an exemption holds for the resource whatever its values are, also those that are not known yet. */
export const isExemptAsAWhole = (resource: NamedResource, exemptions: readonly Exemption[], today: string): boolean =>
  exemptions.some((one) => one.value === undefined && isHeldFor(resource, one, today));

/** Whether any exemption holds for the resource, also one for a single value. */
export const isExemptInPart = (resource: NamedResource, exemptions: readonly Exemption[], today: string): boolean =>
  exemptions.some((one) => isHeldFor(resource, one, today));

const isHeldFor = (resource: NamedResource, exemption: Exemption, today: string): boolean =>
  periodOf(exemption, today) !== "ended" && coversResource(exemption, resource);

/**
 * The findings of a rule about a whole stack. A finding about several resources stands at one of them. When that one is
 * exempt, the rule judges the others once more among themselves, so that they do not hide behind it.
 */
export function sortStackFindings(
  evaluate: (resources: readonly JudgedResource[]) => Outcome,
  resources: readonly JudgedResource[],
  exemptions: readonly Exemption[],
  today: string,
): Sorted & { readonly outcome: Outcome } {
  const outcome = evaluate(resources);
  const sorted = sortFindings(outcome.violations, exemptions, today);
  if (sorted.exempted.length === 0) return { ...sorted, outcome };
  const exempt = new Set(sorted.exempted.map(({ violation }) => violation.resource.urn));
  const known = new Set(sorted.counted.map(placeOf));
  const among = evaluate(resources.filter(({ urn }) => !exempt.has(urn))).violations;
  const hidden = sortFindings(among, exemptions, today).counted.filter((one) => !known.has(placeOf(one)));
  return { counted: [...sorted.counted, ...hidden], exempted: sorted.exempted, outcome };
}

const placeOf = ({ resource, path, value }: Violation): string => [resource.urn, path, value].join("\n");
