import { NIST_800_77, cite } from "../../rule/citation";
import { enabledSettingRule } from "../../templates/enabled-setting";

export const dpdEnabled = enabledSettingRule({
  name: "alicloud-vpn-tunnel-dpd-enabled",
  title: "Dead peer detection",
  description: "A tunnel should detect a dead peer, so that a broken tunnel is noticed and negotiated anew.",
  group: "operations",
  severity: "low",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Section 7.3.1, DPD",
    "describes",
    "dead peer detection, which lets an endpoint make sure that its peer can still communicate",
  ),
  remediationSteps: "Set enableDpd to true, and switch dead peer detection on at the peer device as well.",
  field: "enableDpd",
});
