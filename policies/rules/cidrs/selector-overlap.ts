import { overlaps } from "../../../ipsec/cidr";
import { ALIBABA_API, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { SIDES, readableBlocks } from "../../subjects/connection";
import type { Side } from "../../subjects/connection";
import type { StackConnection } from "../../subjects/stack";

function shareGateways(one: StackConnection, other: StackConnection): boolean {
  return one.tunnels.some((left) =>
    other.tunnels.some(
      (right) =>
        typeof left.vpnGateway === "string" &&
        left.vpnGateway === right.vpnGateway &&
        typeof left.customerGateway === "string" &&
        left.customerGateway === right.customerGateway,
    ),
  );
}

/** A pair of overlapping blocks on this side, as text. */
function overlapOn(side: Side, one: StackConnection, other: StackConnection): string | undefined {
  const [left, right] = [one.connection.selectors(side), other.connection.selectors(side)];
  if (left === undefined || right === undefined) return undefined;
  for (const a of readableBlocks(left)) {
    const b = readableBlocks(right).find(({ cidr }) => overlaps(a.cidr, cidr));
    if (b !== undefined) return `${side} ${a.text} and ${b.text}`;
  }
  return undefined;
}

export const selectorOverlap = stackRule({
  name: "alicloud-vpn-connection-selector-overlap",
  title: "Overlapping connections",
  description: "Connections between the same two gateways must not protect the same traffic, or the API refuses them.",
  group: "cidrs",
  severity: "medium",
  level: "mandatory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap",
    "The protected data flows of connections of one VPN gateway and one customer gateway do not overlap.",
  ),
  remediationSteps: "Move the networks into one of the connections, or narrow them so that no flow belongs to both.",
  routeBased: "judges 0.0.0.0/0 as a block that overlaps every other",
  compares: ["gateways", "networks"],
  settings: {},
  judge({ connections }, _config, violate) {
    // Reads every connection, also one without a counterpart, so that each unreadable block is noted.
    for (const { connection } of connections)
      for (const side of SIDES) {
        const selectors = connection.selectors(side);
        if (selectors !== undefined) readableBlocks(selectors);
      }
    for (const [index, one] of connections.entries()) {
      for (const other of connections.slice(0, index)) {
        if (!shareGateways(one, other)) continue;
        const overlapping = [overlapOn("local", one, other), overlapOn("remote", one, other)];
        const both = overlapping.filter((pair) => pair !== undefined);
        if (both.length < 2) continue;
        violate(
          one.connection,
          [other.connection],
          ({ label, others }) =>
            `${label} protects the same traffic as ${others}, between the same two gateways: ` +
            `${both.join(", ")} overlap. Narrow one of them.`,
          { path: SIDES.map((side) => one.connection.selectors(side)?.property).join(", "), value: both.join(", ") },
        );
      }
    }
  },
});
