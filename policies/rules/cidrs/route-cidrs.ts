import { NIST_800_77, cite } from "../../rule/citation";
import { allowedBlocksRule } from "../../templates/allowed-blocks";

export const routeCidrs = allowedBlocksRule({
  name: "alicloud-vpn-route-cidrs",
  title: "Destinations of routes",
  description: "The routes of a VPN gateway should lead to networks within the blocks that are allowed.",
  group: "cidrs",
  severity: "medium",
  level: "advisory",
  ...cite(NIST_800_77, "Section 7.2.6", "Packet filters limit acceptable traffic to the minimum that is necessary."),
  remediationSteps:
    "Name the destinations as narrowly as they are, within the allowed blocks, or extend the rule's allow list on " +
    "purpose.",
  routeBased: "judges what its routes lead to, as far as the stack has them",
  side: "remote",
  of: "routes",
});
