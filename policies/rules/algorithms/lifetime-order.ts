import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { describeValue, fieldsOf } from "../../subjects/tunnel";

export const lifetimeOrder = tunnelRule({
  name: "alicloud-vpn-tunnel-lifetime-order",
  title: "Order of lifetimes",
  description: "A tunnel should renew its traffic keys (phase 2) more often than its IKE keys (phase 1).",
  group: "algorithms",
  severity: "low",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Section 7.2.6",
    "recommends",
    "a few hours for IPsec security associations, and somewhat more for those of IKE",
  ),
  remediationSteps: "Set ipsecLifetime below ikeLifetime, for example 28800 and 86400 seconds.",
  settings: {},
  judge(tunnel, _config, violate) {
    const ike = tunnel.required("ikeLifetime");
    const ipsec = tunnel.required("ipsecLifetime");
    if (ike === undefined || ipsec === undefined || Number(ipsec.value) < Number(ike.value)) return;
    violate(
      `${describeValue(ipsec)}, and ${describeValue(ike)}; allowed: less than ${ike.text}. Shorten ${ipsec.property}.`,
      fieldsOf(ipsec, `less than ${ike.text}`),
    );
  },
});
