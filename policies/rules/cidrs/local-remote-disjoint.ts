import { overlaps } from "../../../ipsec/cidr";
import { RFC_1918, cite } from "../../rule/citation";
import { connectionRule } from "../../rule/rule-kinds";
import { SIDES, readableBlocks, skipsRouteBased } from "../../subjects/connection";
import { shortList } from "../../subjects/short-list";

export const localRemoteDisjoint = connectionRule({
  name: "alicloud-vpn-connection-local-remote-disjoint",
  title: "Separate networks on both sides",
  description:
    "The local and the remote networks of a connection must not share addresses, as no packet could tell on which " +
    "side they are.",
  group: "cidrs",
  severity: "medium",
  level: "mandatory",
  ...cite(
    RFC_1918,
    "Section 3",
    "Private addresses are unique among the networks that choose to communicate with each other.",
  ),
  remediationSteps: "Narrow one of the two blocks, or renumber one of the networks.",
  routeBased: "judges nothing, and alicloud-vpn-not-known says so",
  settings: {},
  judge(connection, _config, violate) {
    // Both sides of a route-based connection are all addresses. They overlap on purpose.
    if (skipsRouteBased(connection, SIDES)) return;
    const [local, remote] = [connection.selectors("local"), connection.selectors("remote")];
    if (local === undefined || remote === undefined) return;
    const far = readableBlocks(remote);
    for (const one of readableBlocks(local)) {
      const others = far.filter(({ cidr }) => overlaps(one.cidr, cidr)).map(({ text }) => text);
      if (others.length === 0) continue;
      violate(
        `${local.property} holds ${one.text} and ${remote.property} holds ${shortList(others)}, which overlap. ` +
          "Narrow one of them.",
        { path: `${local.property}, ${remote.property}`, value: [one.text, ...others].join(", ") },
      );
    }
  },
});
