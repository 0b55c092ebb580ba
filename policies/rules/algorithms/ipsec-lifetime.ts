import { NIST_800_77, cite } from "../../rule/citation";
import { lifetimeRule } from "../../templates/lifetime-range";

export const ipsecLifetime = lifetimeRule({
  name: "alicloud-vpn-tunnel-ipsec-lifetime",
  title: "IPsec lifetime",
  description: "A tunnel must renew its traffic keys (phase 2) at least every eight hours.",
  group: "algorithms",
  severity: "medium",
  level: "mandatory",
  ...cite(
    NIST_800_77,
    "Table 1; Section 7.2.6",
    "recommends",
    "a lifetime of 8 hours, which it calls a common default, for an IPsec security association",
  ),
  remediationSteps:
    "Set ipsecLifetime to a value within the allowed bounds; 28800 seconds are eight hours. " +
    "The API's own default is a day.",
  field: "ipsecLifetime",
  min: 900,
  max: 28_800,
});
