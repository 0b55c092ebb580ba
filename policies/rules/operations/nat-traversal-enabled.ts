import { RFC_7296, cite } from "../../rule/citation";
import { enabledSettingRule } from "../../templates/enabled-setting";

export const natTraversalEnabled = enabledSettingRule({
  name: "alicloud-vpn-tunnel-nat-traversal-enabled",
  title: "NAT traversal",
  description: "A tunnel should be able to pass a network that translates addresses.",
  group: "operations",
  severity: "low",
  // Off unless a team asks for it: this depends on the network and does not concern security.
  level: "disabled",
  ...cite(
    RFC_7296,
    "Section 2.23",
    "describes",
    "NAT traversal, which carries IKE and ESP over UDP where an address is translated on the way",
  ),
  remediationSteps: "Set enableNatTraversal to true, and switch NAT traversal on at the peer device as well.",
  field: "enableNatTraversal",
});
