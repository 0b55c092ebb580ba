import { parseCidr } from "../../../ipsec/cidr";
import { CidrIndexes } from "../../../ipsec/cidr-index";
import { ALIBABA_API, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { mayBeSameTunnel } from "../../subjects/stack";
import type { StackTunnel } from "../../subjects/stack";
import { fieldsOf } from "../../subjects/tunnel";

/**
 * The places where a tunnel's block must be the only one. Tunnels of one connection are on one gateway, whether or not
 * its id is known. A tunnel of a connection that is not known may be any other tunnel, and so clashes with none.
 */
const placesOf = ({ connection, isPlaced, vpnGateway }: StackTunnel): readonly string[] => {
  if (!isPlaced) return [];
  return typeof vpnGateway === "string" ? [connection, `gateway ${vpnGateway}`] : [connection];
};

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
    const earlier = new CidrIndexes<StackTunnel>();
    for (const one of placed) {
      const indexes = placesOf(one.entry).map((place) => earlier.in(place));
      const isOther = (other: StackTunnel): boolean => !mayBeSameTunnel(other, one.entry);
      const [clash] = indexes.flatMap((index) => index.firstOverlapping(one.cidr, isOther) ?? []);
      for (const index of indexes) index.add(one.cidr, one.entry);
      if (clash === undefined) continue;
      violate(
        one.entry.tunnel,
        [clash.tunnel],
        ({ label, others }) =>
          `${label}: ${one.value.property} is ${one.cidr.text}, which ${others} ` +
          "of the same VPN gateway has already. Choose another /30 block.",
        fieldsOf(one.value),
      );
    }
  },
});
