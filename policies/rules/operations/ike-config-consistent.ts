import { ALIBABA_API, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { keyDigests } from "../../subjects/pre-shared-key";
import { groupBy, mayBeSameTunnel } from "../../subjects/stack";
import type { StackTunnel } from "../../subjects/stack";
import { shortList } from "../../subjects/short-list";
import { differencesOf } from "../../subjects/tunnel";
import { IKE_FIELDS } from "../../subjects/tunnel-fields";

/** Tunnels of one role between the same two gateways have the same text here. */
const pairOfGateways = ({ vpnGateway, customerGateway, tunnel }: StackTunnel): string | undefined =>
  typeof vpnGateway !== "string" || typeof customerGateway !== "string"
    ? undefined
    : [vpnGateway, customerGateway, tunnel.role ?? "-"].join(" ");

export const ikeConfigConsistent = stackRule({
  name: "alicloud-vpn-connection-ike-config-consistent",
  title: "One IKE configuration per pair of gateways",
  description:
    "Connections between the same VPN gateway and the same customer gateway must have the same key and IKE " +
    "configuration, or the API refuses them.",
  group: "operations",
  severity: "medium",
  level: "mandatory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs",
    "Connections of one VPN gateway and one customer gateway have the same pre-shared key and IKE parameters.",
  ),
  remediationSteps:
    "Give the connections between these two gateways the same pre-shared key and the same IKE values, or one " +
    "connection with several networks.",
  compares: ["gateways", "psk", ...IKE_FIELDS],
  settings: {},
  judge({ tunnels }, _config, violate) {
    const digestOf = keyDigests();
    for (const [first, ...rest] of groupBy(tunnels, pairOfGateways).values()) {
      for (const other of rest) {
        if (first === undefined || first.connection === other.connection || mayBeSameTunnel(first, other)) continue;
        const differences = [...differencesOf(first.tunnel, other.tunnel, IKE_FIELDS)];
        const [key, otherKey] = [digestOf(first.tunnel), digestOf(other.tunnel)];
        if (key !== undefined && otherKey !== undefined && key !== otherKey) {
          const path = other.tunnel.property("psk");
          differences.push({ path, text: `${path} (not shown) is another key` });
        }
        if (differences.length === 0) continue;
        const texts = differences.map(({ text }) => text);
        const why = "they are between the same two gateways, where the API wants one IKE configuration";
        violate(
          other.tunnel,
          [first.tunnel],
          ({ label, others, isJoint }) =>
            `${label} ${isJoint ? "differ" : "differs"} from ${others}: ` +
            `${shortList(texts, "; ", 3)}; ${why}. Make them equal.`,
          { path: differences.map(({ path }) => path).join(", ") },
        );
      }
    }
  },
});
