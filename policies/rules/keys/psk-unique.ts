import { NIST_800_77, cite } from "../../rule/citation";
import type { Labelled } from "../../rule/joint-findings";
import { stackRule } from "../../rule/rule-kinds";
import { flag } from "../../rule/settings";
import { byPeer } from "../../subjects/one-key";
import { keyDigests } from "../../subjects/pre-shared-key";
import { groupBy } from "../../subjects/stack";
import type { StackTunnel } from "../../subjects/stack";

export const pskUnique = stackRule({
  name: "alicloud-vpn-tunnel-psk-unique",
  title: "Reuse of pre-shared keys",
  description: "No two peers may share a pre-shared key, as each of them could then pretend to be the other.",
  group: "keys",
  severity: "high",
  level: "mandatory",
  ...cite(NIST_800_77, "Section 7.2.2.1", "A pre-shared key is not shared by more than two entities."),
  remediationSteps:
    "Generate a key of its own for each peer, and set it on the tunnels to that peer and on the peer device.",
  compares: ["psk", "gateways"],
  settings: {
    exemptSameCustomerGateway: flag(
      true,
      "Whether tunnels to one customer gateway, which is one peer, may share a key; " +
        "the API demands it of connections of one VPN gateway.",
    ),
    exemptSameConnection: flag(
      true,
      "Whether the two tunnels of one connection may share a key, also with two customer gateways, " +
        "as those of one device with two lines.",
    ),
  },
  judge({ tunnels }, { exemptSameCustomerGateway, exemptSameConnection }, violate) {
    const digestOf = keyDigests();
    const onePeer = { sameCustomerGateway: exemptSameCustomerGateway, sameConnection: exemptSameConnection };
    for (const sharing of groupBy(tunnels, ({ tunnel }) => digestOf(tunnel)).values()) {
      if (sharing.length < 2) continue;
      const [own, ...otherPeers] = byPeer(sharing, onePeer);
      const [first] = own ?? [];
      if (own === undefined || first === undefined || otherPeers.length === 0) continue;
      const path = first.tunnel.property("psk");
      const size = `${otherPeers.length + 1} peers have this key`;
      // One finding for a key: one for each tunnel would be as many texts as an estate with one key has tunnels.
      violate(
        { ...aboutAll(first, own), parties: sharing.map(({ resource }) => resource) },
        otherPeers.flat().map(({ tunnel }) => tunnel),
        ({ label, others }) =>
          `${label}: ${path} (not shown) is also the key of ${others}: ${size}. Give each peer its own key.`,
        { path, parties: sharing.map(({ resource }) => resource) },
      );
    }
  },
});

/** A tunnel; of a VpnTunnelPair both tunnels, if both have the key. */
function aboutAll({ tunnel, resource }: StackTunnel, peer: readonly StackTunnel[]): Labelled {
  const isPair = peer.some((other) => other.resource === resource && other.tunnel !== tunnel);
  return { resource, label: isPair ? (tunnel.pairLabel ?? tunnel.label) : tunnel.label };
}
