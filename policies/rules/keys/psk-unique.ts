import { NIST_800_77, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { flag } from "../../rule/settings";
import { keyDigests } from "../../subjects/pre-shared-key";
import { NOT_KNOWN, groupBy, mayBeSameTunnel } from "../../subjects/stack";
import type { StackTunnel } from "../../subjects/stack";

export const pskUnique = stackRule({
  name: "alicloud-vpn-tunnel-psk-unique",
  title: "Reuse of pre-shared keys",
  description: "No two peers may share a pre-shared key, as each of them could then pretend to be the other.",
  group: "keys",
  severity: "high",
  level: "mandatory",
  ...cite(NIST_800_77, "Section 7.2.2.1", "discourages", "the use of one pre-shared key for more than two entities"),
  remediationSteps:
    "Generate a key of its own for each peer, and set it on the tunnels to that peer and on the peer device.",
  settings: {
    exemptSameCustomerGateway: flag(
      true,
      "Whether tunnels to one customer gateway, which is one peer, may share a key; " +
        "the API demands it of connections of one VPN gateway.",
    ),
  },
  judge({ tunnels }, { exemptSameCustomerGateway }, violate) {
    const digestOf = keyDigests();
    const samePeer = (one: StackTunnel, other: StackTunnel): boolean => {
      if (mayBeSameTunnel(one, other)) return true;
      if (!exemptSameCustomerGateway) return false;
      const peers = [one.customerGateway, other.customerGateway];
      if (peers.includes(NOT_KNOWN)) return true;
      return peers.includes(undefined) ? one.connection === other.connection : peers[0] === peers[1];
    };
    for (const group of groupBy(tunnels, ({ tunnel }) => digestOf(tunnel)).values()) {
      for (const one of group) {
        const others = group.filter((other) => other !== one && !samePeer(one, other));
        if (others.length === 0) continue;
        const property = one.tunnel.property("psk");
        violate(
          one.tunnel,
          others.map(({ tunnel }) => tunnel),
          (names) =>
            `${names.label}: ${property} (not shown) is also the key of ${names.others}. Give each peer its own key.`,
          { path: property },
        );
      }
    }
  },
});
