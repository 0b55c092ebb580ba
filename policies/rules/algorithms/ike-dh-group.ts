import { IKE_DH_GROUPS } from "../../../ipsec/algorithms";
import { RFC_8247, cite } from "../../rule/citation";
import { allowedValuesRule } from "../../templates/allowed-values";

export const ikeDhGroup = allowedValuesRule({
  name: "alicloud-vpn-tunnel-ike-dh-group",
  title: "IKE Diffie-Hellman group",
  description: "A tunnel must agree on its IKE keys (phase 1) with a Diffie-Hellman group of at least 2048 bits.",
  group: "algorithms",
  severity: "critical",
  level: "mandatory",
  ...cite(
    RFC_8247,
    "Section 2.4",
    "requires",
    "group 14 (MUST), discourages groups 2 and 5 (SHOULD NOT) and forbids group 1 (MUST NOT)",
  ),
  remediationSteps:
    "Set ikePfs to group14, the strongest that the API offers, on the tunnel and on the peer device at the same time.",
  field: "ikePfs",
  values: IKE_DH_GROUPS,
  allowed: ["group14"],
});
