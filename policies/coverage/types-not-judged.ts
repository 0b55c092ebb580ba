/** The rule that counts the VPN resources of a stack that no rule is about. Silence would look like a good verdict. */

import { ALICLOUD_PROVIDER, cite } from "../rule/citation";
import type { StackRule, Violation } from "../rule/rule";
import { isUnjudgedVpn } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";
import { shortList } from "../subjects/short-list";
import { groupBy } from "../subjects/stack";

export const typesNotJudged: StackRule = {
  name: "alicloud-vpn-types-not-judged",
  title: "Types that no rule judges",
  description: "The VPN resources of a stack should be of types that rules judge; the others are counted.",
  group: "coverage",
  severity: "low",
  level: "advisory",
  ...cite(ALICLOUD_PROVIDER, "vpn, Resources", "describes", "further types of resources for VPNs"),
  remediationSteps:
    "Look at these resources yourself, or write a rule of your own about them. Nothing is wrong as such.",
  settings: {},
  scope: "stack",
  compares: [],
  evaluate(resources) {
    return { applicable: true, violations: countIn(resources), unknown: [], notJudged: [] };
  },
};

/** One finding for the whole stack, which has no other place than the first of these resources. */
function countIn(resources: readonly JudgedResource[]): readonly Violation[] {
  // The order of a stack's resources changes from run to run, and the finding must not.
  const others = resources
    .filter(({ type }) => isUnjudgedVpn(type))
    .sort((one, other) => (one.urn < other.urn ? -1 : 1));
  const [first] = others;
  if (first === undefined) return [];
  const counts = [...groupBy(others, ({ type }) => type)].map(([type, { length }]) => `${length} of ${type}`);
  const many = others.length === 1 ? "1 VPN resource of a type" : `${others.length} VPN resources of types`;
  const message = `${many} not judged, ${first.name} first: ${shortList(counts)}. Make sure of these yourself.`;
  return [{ message, resource: first, path: "" }];
}
