import { NIST_800_77, cite } from "../rule/citation";
import { tunnelRule } from "../rule/rule";
import { describeValue } from "../subjects/tunnel";

export const dpdEnabled = tunnelRule({
  name: "alicloud-vpn-tunnel-dpd-enabled",
  title: "Dead peer detection",
  description: "A tunnel should detect a dead peer, so that a broken tunnel is noticed and negotiated anew.",
  group: "operations",
  severity: "low",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Section 7.3.1, DPD",
    "Dead peer detection lets an endpoint make sure that its peer can still communicate.",
  ),
  remediationSteps: "Set enableDpd to true, and switch dead peer detection on at the peer device as well.",
  settings: {},
  judge(tunnel, _config, violate) {
    const value = tunnel.known("enableDpd");
    if (value === undefined || value.text === "true") return;
    violate(`${describeValue(value)}; allowed: true. Set ${value.property} to true.`);
  },
});
