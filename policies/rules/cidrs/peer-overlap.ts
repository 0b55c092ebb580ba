import { CidrIndexes } from "../../../ipsec/cidr-index";
import { RFC_1918, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { flag } from "../../rule/settings";
import { farSidesIn } from "../../subjects/stack-gateways";
import type { FarSide } from "../../subjects/stack-gateways";

/** Whether two far sides are surely of different peers. */
function areDifferent({ peers, of }: FarSide, other: FarSide): boolean {
  if (peers === undefined || other.peers === undefined || of.resource === other.of.resource) return false;
  return !peers.some((peer) => other.peers?.includes(peer) === true);
}

const textOf = ({ blocks }: FarSide): string =>
  blocks
    .map(({ cidr }) => cidr.text)
    .sort()
    .join();

export const peerOverlap = stackRule({
  name: "alicloud-vpn-connection-peer-overlap",
  title: "Peers with the same networks",
  description:
    "Different peers of a VPN gateway should not have the same addresses behind them, as only one of them gets a packet.",
  group: "cidrs",
  severity: "medium",
  level: "advisory",
  ...cite(
    RFC_1918,
    "Section 3",
    "Private addresses are unique among the networks that choose to communicate with each other.",
  ),
  remediationSteps:
    "Narrow the networks of one of the two connections, or renumber them. " +
    "Where both lead to one site on purpose, set allowEqual and give both the same networks.",
  routeBased: "judges nothing, as its selectors name no network",
  settings: {
    allowEqual: flag(false, "Whether peers may have exactly the same networks, as two devices of one site have."),
  },
  compares: ["gateways", "networks"],
  judge(stack, { allowEqual }, violate) {
    const earlier = new CidrIndexes<FarSide>();
    for (const one of farSidesIn(stack)) {
      if (one.gateway === undefined) continue;
      const index = earlier.in(one.gateway);
      const clashes = (other: FarSide): boolean =>
        areDifferent(one, other) && !(allowEqual && textOf(one) === textOf(other));
      const [found] = one.blocks.flatMap(({ text, cidr }) => {
        const other = index.firstOverlapping(cidr, clashes);
        return other === undefined ? [] : [{ text, other }];
      });
      for (const { cidr } of one.blocks) index.add(cidr, one);
      if (found === undefined) continue;
      violate(
        one.of,
        [found.other.of],
        ({ label, others }) =>
          `${label}: ${one.property} holds ${found.text}, which overlaps with the networks of another peer of the ` +
          `same VPN gateway (${others}). Narrow or renumber one of them.`,
        { path: one.property, value: found.text },
      );
    }
  },
});
