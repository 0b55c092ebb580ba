import { NIST_800_77, cite } from "../../rule/citation";
import { lifetimeRule } from "../../templates/lifetime-range";

export const ikeLifetime = lifetimeRule({
  name: "alicloud-vpn-tunnel-ike-lifetime",
  title: "IKE lifetime",
  description:
    "A tunnel should renew its IKE keys (phase 1) at least once a day, and not so often that it costs traffic.",
  group: "algorithms",
  severity: "medium",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Table 1; Section 7.2.6",
    "recommends",
    "a lifetime of 24 hours, which it calls a common default, for an IKE security association",
  ),
  remediationSteps: "Set ikeLifetime to a value within the allowed bounds; 86400 seconds are one day.",
  field: "ikeLifetime",
  min: 3600,
  max: 86_400,
});
