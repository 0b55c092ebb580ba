import { ALIBABA_DUAL_TUNNEL, cite } from "../../rule/citation";
import { gatewayRule } from "../../rule/rule-kinds";
import { read } from "../../subjects/reading";
import type { Path } from "../../subjects/reading";
import { kindOf } from "../../subjects/resource";

const zoneOf = (index: number): Path => ["tunnelOptionsSpecifications", index, "zoneNo"];

export const gatewayZones = gatewayRule({
  name: "alicloud-vpn-gateway-zones",
  title: "Two zones",
  description:
    "A VPN gateway should be in two zones, and so should the tunnels of a connection, so that one zone may fail.",
  group: "operations",
  severity: "medium",
  level: "advisory",
  ...cite(ALIBABA_DUAL_TUNNEL, "Overview", "The active and the standby tunnel are deployed in different zones."),
  remediationSteps:
    "Give the VPN gateway a second vSwitch in another zone of its region, as disasterRecoveryVswitchId. " +
    "Where a region has one zone only, exempt the gateway.",
  settings: {},
  judge({ resource, ledger }, _config, violate) {
    const { props } = resource;
    if (kindOf(resource) === "gateway") {
      const [first, second] = [read(props, ["vswitchId"]), read(props, ["disasterRecoveryVswitchId"])];
      const path = "disasterRecoveryVswitchId";
      if (second.state === "absent")
        violate(`${path} is not declared, so the gateway is in one zone. Set it to a vSwitch of another zone.`, {
          path,
        });
      else if (first.state === "known" && second.state === "known" && first.value === second.value)
        violate(`${path} is the vSwitch of vswitchId. Set it to a vSwitch of another zone.`, {
          path,
          value: String(second.value),
        });
      return;
    }
    const [one, other] = [0, 1].map((index) => ledger.valueOf(read(props, zoneOf(index))));
    if (typeof one !== "string" || one === "" || one !== other) return;
    violate(`both tunnels are in the zone ${one}. Set the VPN gateway up in two zones.`, {
      path: "tunnelOptionsSpecifications[1].zoneNo",
      value: one,
    });
  },
});
