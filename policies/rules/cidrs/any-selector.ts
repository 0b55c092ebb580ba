import { coverEverything } from "../../../ipsec/cidr";
import { NIST_800_77, cite } from "../../rule/citation";
import { connectionRule } from "../../rule/rule-kinds";
import { flag } from "../../rule/settings";
import { SIDES, isRouteBased, readableBlocks } from "../../subjects/connection";
import { shortList } from "../../subjects/short-list";

export const anySelector = connectionRule({
  name: "alicloud-vpn-connection-any-selector",
  title: "0.0.0.0/0",
  description:
    "A connection must not open one side to all addresses; " +
    "0.0.0.0/0 belongs on both sides, where routes then decide, or on none.",
  group: "cidrs",
  severity: "high",
  level: "mandatory",
  ...cite(NIST_800_77, "Section 7.2.6", "Packet filters limit acceptable traffic to the minimum that is necessary."),
  remediationSteps:
    "Name the networks on both sides, or set both sides to 0.0.0.0/0 alone (destination routing mode) and limit " +
    "what enters the tunnel with routes.",
  routeBased: "allows 0.0.0.0/0, unless allowRouteBased is false",
  settings: {
    allowRouteBased: flag(true, "Whether 0.0.0.0/0 on both sides, the API's destination routing mode, is allowed."),
  },
  judge(connection, { allowRouteBased }, violate) {
    if (isRouteBased(connection)) {
      if (!allowRouteBased)
        violate(
          "both sides are 0.0.0.0/0, and destination routing mode is not allowed. Name the networks on both sides.",
          { path: SIDES.map((side) => connection.selectors(side)?.property).join(", "), value: "0.0.0.0/0" },
        );
      return;
    }
    for (const side of SIDES) {
      const selectors = connection.selectors(side);
      if (selectors === undefined) continue;
      const blocks = readableBlocks(selectors);
      if (!coverEverything(blocks.map(({ cidr }) => cidr))) continue;
      const whole = blocks.find(({ cidr }) => cidr.prefixLength === 0);
      const what =
        whole === undefined
          ? `${shortList(
              blocks.map(({ text }) => text),
              " + ",
            )}, which together are 0.0.0.0/0`
          : whole.text;
      violate(
        `${selectors.description} holds ${what}: all addresses, on this side only or next to others. ` +
          `Name the networks, or set both sides to 0.0.0.0/0 alone.`,
        { path: selectors.property, value: blocks.map(({ text }) => text).join(", ") },
      );
    }
  },
});
