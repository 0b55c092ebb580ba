import { overlaps, parseCidr } from "../../../ipsec/cidr";
import { ALIBABA_API, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { mayBeSameTunnel } from "../../subjects/stack";
import type { StackTunnel } from "../../subjects/stack";
import { fieldsOf } from "../../subjects/tunnel";

/** Tunnels of one connection are on one gateway, whether or not its id is known. */
const sameGateway = (one: StackTunnel, other: StackTunnel): boolean =>
  one.connection === other.connection || (typeof one.vpnGateway === "string" && one.vpnGateway === other.vpnGateway);

export const bgpCidrUnique = stackRule({
  name: "alicloud-vpn-tunnel-bgp-cidr-unique",
  title: "Unique inside addresses",
  description: "Each tunnel of a VPN gateway must have inside addresses of its own.",
  group: "cidrs",
  severity: "medium",
  level: "mandatory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, TunnelCidr",
    "The CIDR block of each tunnel on a VPN gateway is unique.",
  ),
  remediationSteps:
    "Choose another /30 block within 169.254.0.0/16 for one of the tunnels, and change its peer device with it.",
  compares: ["gateways", "tunnelCidr"],
  settings: {},
  judge({ tunnels }, _config, violate) {
    const placed = tunnels.flatMap((entry) => {
      const value = entry.tunnel.optional("tunnelCidr");
      const parsed = value === undefined ? undefined : parseCidr(value.text, { allowHostBits: true });
      return value !== undefined && parsed?.ok === true ? [{ entry, value, cidr: parsed.cidr }] : [];
    });
    for (const [index, one] of placed.entries()) {
      const clash = placed
        .slice(0, index)
        .find(
          ({ entry, cidr }) =>
            overlaps(cidr, one.cidr) && sameGateway(entry, one.entry) && !mayBeSameTunnel(entry, one.entry),
        );
      if (clash === undefined) continue;
      violate(
        one.entry.tunnel,
        [clash.entry.tunnel],
        ({ label, others }) =>
          `${label}: ${one.value.property} is ${one.cidr.text}, which ${others} ` +
          "of the same VPN gateway has already. Choose another /30 block.",
        fieldsOf(one.value),
      );
    }
  },
});
