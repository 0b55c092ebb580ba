import { ALIBABA_API, cite } from "../../rule/citation";
import { connectedTunnelRule } from "../../rule/rule-kinds";
import { SIDES } from "../../subjects/connection";
import { shortList } from "../../subjects/short-list";
import { describeValue, fieldsOf } from "../../subjects/tunnel";

export const ikev1SingleSelector = connectedTunnelRule({
  name: "alicloud-vpn-connection-ikev1-single-selector",
  title: "One network with IKEv1",
  description: "A connection that negotiates with IKEv1 must have one network on each side, as the API refuses more.",
  group: "cidrs",
  severity: "medium",
  level: "mandatory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, ModifyIkeV1WithMultiRoutes.Invalid",
    "Several networks cannot be configured with IKEv1.",
  ),
  remediationSteps: "Set ikeVersion to ikev2 on the tunnel and on the peer device, or leave one network on each side.",
  routeBased: "takes 0.0.0.0/0 for one network, which IKEv1 allows",
  settings: {},
  judge({ tunnel, connection }, _config, violate) {
    const sides = SIDES.flatMap((side) => connection.selectors(side) ?? []).filter(({ blocks }) => blocks.length > 1);
    const version = tunnel.required("ikeVersion");
    if (version?.text !== "ikev1" || sides.length === 0) return;
    const networks = sides.map(({ property, blocks }) => `${property}: ${shortList(blocks)}`).join("; ");
    violate(
      `${describeValue(version)}, and there are several networks (${networks}). ` +
        `Set it to "ikev2", or leave one network on each side.`,
      fieldsOf(version, "ikev2"),
    );
  },
});
