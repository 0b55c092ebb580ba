import { overlaps } from "../../../ipsec/cidr";
import { CidrIndexes } from "../../../ipsec/cidr-index";
import type { CidrIndex } from "../../../ipsec/cidr-index";
import { ALIBABA_API, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { SIDES, readableBlocks } from "../../subjects/connection";
import type { ReadableBlock, Side } from "../../subjects/connection";
import type { StackConnection } from "../../subjects/stack";

/** The pairs of gateways that a connection is between; a pair that is not known is left out. */
const pairsOf = ({ tunnels }: StackConnection): readonly string[] => [
  ...new Set(
    tunnels.flatMap(({ vpnGateway, customerGateway }) =>
      typeof vpnGateway === "string" && typeof customerGateway === "string" ? [`${vpnGateway} ${customerGateway}`] : [],
    ),
  ),
];

/** A connection with its blocks, each list read once. */
interface Entry {
  readonly of: StackConnection;
  readonly blocks: Readonly<Record<Side, readonly ReadableBlock[]>>;
}

function entryOf(of: StackConnection): Entry {
  const blocksOn = (side: Side): readonly ReadableBlock[] => {
    const selectors = of.connection.selectors(side);
    return selectors === undefined ? [] : readableBlocks(selectors);
  };
  return { of, blocks: { local: blocksOn("local"), remote: blocksOn("remote") } };
}

/** A pair of overlapping blocks on this side, as text. */
function overlapOn(side: Side, one: Entry, other: Entry): string | undefined {
  for (const a of one.blocks[side]) {
    const b = other.blocks[side].find(({ cidr }) => overlaps(a.cidr, cidr));
    if (b !== undefined) return `${side} ${a.text} and ${b.text}`;
  }
  return undefined;
}

/** The first earlier connection that overlaps with this one on both sides. */
function firstMeeting(one: Entry, pairs: readonly CidrIndex<Entry>[]): Entry | undefined {
  const meetsHere = (other: Entry): boolean => overlapOn("local", one, other) !== undefined;
  for (const { cidr } of one.blocks.remote)
    for (const index of pairs) {
      const found = index.firstOverlapping(cidr, meetsHere);
      if (found !== undefined) return found;
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
    const earlier = new CidrIndexes<Entry>();
    // Every connection is read, also one without a counterpart, so that each unreadable block is noted.
    for (const one of connections.map(entryOf)) {
      const pairs = pairsOf(one.of).map((pair) => earlier.in(pair));
      const other = firstMeeting(one, pairs);
      for (const index of pairs) for (const { cidr } of one.blocks.remote) index.add(cidr, one);
      if (other === undefined) continue;
      const both = SIDES.map((side) => overlapOn(side, one, other)).filter((pair) => pair !== undefined);
      violate(
        one.of.connection,
        [other.of.connection],
        ({ label, others }) =>
          `${label} protects the same traffic as ${others}, between the same two gateways: ` +
          `${both.join(", ")} overlap. Narrow one of them.`,
        { path: SIDES.map((side) => one.of.connection.selectors(side)?.property).join(", "), value: both.join(", ") },
      );
    }
  },
});
