import { ALIBABA_DUAL_TUNNEL, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { kindOf } from "../../subjects/resource";
import { dualGateways, gatewayNames } from "../../subjects/stack-gateways";

export const dualTunnel = stackRule({
  name: "alicloud-vpn-connection-dual-tunnel",
  title: "A single tunnel where two could be",
  description: "A connection should have two tunnels if its VPN gateway offers two, so that one may fail.",
  group: "operations",
  severity: "medium",
  level: "advisory",
  ...cite(
    ALIBABA_DUAL_TUNNEL,
    "Overview",
    "With one tunnel, a connection is interrupted if the tunnel is down; with two, the standby tunnel takes over.",
  ),
  remediationSteps:
    "Declare both tunnels in tunnelOptionsSpecifications, in the place of ikeConfig and ipsecConfig, and configure a " +
    "second tunnel on the peer device.",
  settings: {},
  compares: [],
  judge(stack, _config, violate) {
    const nameOf = gatewayNames(stack);
    const dual = dualGateways(stack);
    for (const { tunnel, resource, vpnGateway } of stack.tunnels) {
      if (!tunnel.isSingle || kindOf(resource) !== "connection") continue;
      const gateway = nameOf(vpnGateway);
      if (gateway === undefined || !dual.has(gateway)) continue;
      violate(
        tunnel,
        [],
        ({ label }) =>
          `${label} has one tunnel, and its VPN gateway offers two. Declare both in tunnelOptionsSpecifications.`,
        { path: "tunnelOptionsSpecifications" },
      );
    }
  },
});
