import { CidrIndex } from "../../../ipsec/cidr-index";
import { RFC_1918, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { shortList } from "../../subjects/short-list";
import { farSidesIn, networksIn, routesIn } from "../../subjects/stack-gateways";

export const vpcOverlap = stackRule({
  name: "alicloud-vpn-connection-vpc-overlap",
  title: "Remote networks within a VPC",
  description:
    "A remote network, a pool for clients or the destination of a route should not share addresses with a VPC of the " +
    "stack, as its own resources would then be out of reach.",
  group: "cidrs",
  severity: "medium",
  level: "advisory",
  ...cite(
    RFC_1918,
    "Section 3",
    "Private addresses are unique among the networks that choose to communicate with each other.",
  ),
  remediationSteps:
    "Renumber one of the two networks, or narrow the remote one to the addresses that are really there.",
  routeBased: "judges the destinations of its routes only",
  settings: {},
  compares: ["networks"],
  judge(stack, _config, violate) {
    const vpcs = new CidrIndex<string>();
    for (const { name, cidr, text } of networksIn(stack)) vpcs.add(cidr, `${name} (${text})`);
    for (const { of, property, blocks } of [...farSidesIn(stack), ...routesIn(stack)]) {
      for (const { text, cidr } of blocks) {
        // A default route leads to everything that has no route of its own.
        const found = cidr.prefixLength === 0 ? [] : [...new Set(vpcs.overlapping(cidr))];
        if (found.length === 0) continue;
        violate(
          of,
          [],
          ({ label }) =>
            `${label}: ${property} holds ${text}, which overlaps with the VPC ${shortList(found, ", ", 3)}. ` +
            "Narrow or renumber one of them.",
          { path: property, value: text },
        );
      }
    }
  },
});
