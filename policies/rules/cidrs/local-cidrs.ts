import { NIST_800_77, cite } from "../../rule/citation";
import { allowedBlocksRule } from "../../templates/allowed-blocks";

export const localCidrs = allowedBlocksRule({
  name: "alicloud-vpn-connection-local-cidrs",
  title: "Local networks",
  description: "The local networks of a connection must lie within the blocks that are allowed.",
  group: "cidrs",
  severity: "high",
  level: "mandatory",
  ...cite(
    NIST_800_77,
    "Section 7.2.5",
    "describes",
    "the packet filter, which says by addresses what traffic is permitted and how it is protected",
  ),
  remediationSteps:
    "Name the local networks as narrowly as they are, within the allowed blocks, or extend the rule's allow list " +
    "on purpose.",
  routeBased: "judges nothing, and alicloud-vpn-not-known says so",
  side: "local",
});
