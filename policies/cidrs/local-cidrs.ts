import { NIST_800_77, cite } from "../rule/citation";
import { allowedBlocksRule } from "./allowed-blocks";

export const localCidrs = allowedBlocksRule({
  name: "alicloud-vpn-connection-local-cidrs",
  title: "Local networks",
  description: "The local networks of a connection must lie within the blocks that are allowed.",
  group: "cidrs",
  severity: "high",
  level: "mandatory",
  ...cite(
    NIST_800_77,
    "Sections 7.2.5 and 7.2.6",
    "Traffic selectors are to be as narrow as the traffic that is meant to be protected.",
  ),
  remediationSteps:
    "Name the local networks as narrowly as they are, within the allowed blocks, or extend the rule's allow list on purpose.",
  side: "local",
});
