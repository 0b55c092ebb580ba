import { ALIBABA_API, cite } from "../../rule/citation";
import { ownTunnelRule } from "../../rule/rule-kinds";
import { BGP_FIELDS } from "../../subjects/tunnel-fields";

export const probeRequired = ownTunnelRule({
  name: "alicloud-vpn-tunnel-probe-required",
  title: "Proof of traffic",
  description:
    "A VpnTunnel or VpnTunnelPair should have BGP or a probe, so that a change ends only when traffic passes again.",
  group: "operations",
  severity: "medium",
  // Off unless a team asks for it: many a network has nothing at its other end that may be probed.
  level: "disabled",
  ...cite(
    ALIBABA_API,
    "DescribeVpnConnections, TunnelOptions.Status and TunnelBgpConfig.BgpStatus",
    "describes",
    "Status, which tells how far IPsec has been negotiated, and BgpStatus, which tells of the BGP session inside",
  ),
  remediationSteps:
    "Declare probe with the address and port of a service at the other end, or with a command of your own. " +
    "Or switch BGP on for the connection, and declare tunnelBgpConfig.",
  settings: {},
  judge(tunnel, _config, violate) {
    // A tunnel has BGP only with addresses inside: a connection without BGP reports none.
    if (tunnel.isDeclared("probe") !== false || tunnel.hasAny(BGP_FIELDS, "tunnelBgpConfig") !== false) return;
    violate(
      `${tunnel.property("probe")} is not declared and BGP is off, so nothing proves that traffic passes: ` +
        "Status tells of the negotiation of IPsec alone. Declare a probe of something at the other end.",
      { path: tunnel.property("probe") },
    );
  },
});
