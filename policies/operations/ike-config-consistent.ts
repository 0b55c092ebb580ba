import { createHmac, randomBytes } from "node:crypto";
import { isMaskedPsk } from "../../ipsec/psk";
import { ALIBABA_API, cite } from "../rule/citation";
import { UNDISCLOSED } from "../rule/reading";
import { stackRule } from "../rule/rule";
import { groupBy, maybeSameTunnel } from "../subjects/stack";
import type { StackTunnel } from "../subjects/stack";
import type { FieldName } from "../subjects/tunnel-fields";

const COMPARED = [
  "ikeVersion",
  "ikeMode",
  "ikeEncAlg",
  "ikeAuthAlg",
  "ikePfs",
  "ikeLifetime",
] as const satisfies readonly FieldName[];

/** Connections between the same two gateways; a tunnel of one is held against the tunnel of the same role of another. */
const pairOfGateways = ({ vpnGateway, customerGateway, role }: StackTunnel): string | undefined =>
  typeof vpnGateway !== "string" || typeof customerGateway !== "string"
    ? undefined
    : [vpnGateway, customerGateway, role ?? "-"].join(" ");

export const ikeConfigConsistent = stackRule({
  name: "alicloud-vpn-connection-ike-config-consistent",
  title: "One IKE configuration per pair of gateways",
  description:
    "Connections between the same VPN gateway and the same customer gateway must have the same key and IKE configuration, or the API refuses them.",
  group: "operations",
  severity: "medium",
  level: "mandatory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs",
    "Connections of one VPN gateway and one customer gateway have the same pre-shared key and IKE parameters.",
  ),
  remediationSteps:
    "Give the connections between these two gateways the same pre-shared key and the same IKE values, or one connection with several networks.",
  settings: {},
  judge({ tunnels }, _config, violate) {
    const salt = randomBytes(32);
    const keyOf = ({ tunnel }: StackTunnel): string | undefined => {
      const key = tunnel.optional("psk");
      if (key === undefined || key.text === UNDISCLOSED || isMaskedPsk(key.text)) return undefined;
      return createHmac("sha256", salt).update(key.text).digest("base64");
    };
    for (const [first, ...rest] of groupBy(tunnels, pairOfGateways).values()) {
      for (const other of rest) {
        if (first === undefined || first.connection === other.connection || maybeSameTunnel(first, other)) continue;
        const differences = COMPARED.flatMap((field) => {
          const [one, two] = [first.tunnel.optional(field), other.tunnel.optional(field)];
          if (one === undefined || two === undefined || one.text === two.text) return [];
          return [`${two.property} is ${two.text}, not ${one.text}`];
        });
        const [oneKey, otherKey] = [keyOf(first), keyOf(other)];
        if (oneKey !== undefined && otherKey !== undefined && oneKey !== otherKey) {
          differences.push(`${other.tunnel.property("psk")} (not shown) is another key`);
        }
        if (differences.length === 0) continue;
        const why = "they are between the same two gateways, where the API wants one IKE configuration";
        violate(
          other.resource,
          `${other.tunnel.label} differs from ${first.tunnel.label}: ${differences.join("; ")}; ${why}. Make them equal.`,
        );
      }
    }
  },
});
