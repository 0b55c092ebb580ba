import { IKE_VERSIONS } from "../../../ipsec/algorithms";
import { RFC_9395, cite } from "../../rule/citation";
import { allowedValuesRule } from "../../templates/allowed-values";

export const ikeVersion = allowedValuesRule({
  name: "alicloud-vpn-tunnel-ike-version",
  title: "IKE version",
  description: "A tunnel must negotiate with IKEv2, as IKEv1 is deprecated.",
  group: "algorithms",
  severity: "high",
  level: "mandatory",
  ...cite(RFC_9395, "Abstract", "recommends", "that systems which run IKEv1, now deprecated, are upgraded to IKEv2"),
  remediationSteps:
    "Set ikeVersion to ikev2 on the tunnel and on the peer device at the same time. " +
    "IKEv2 also allows several CIDR blocks on each side.",
  field: "ikeVersion",
  values: IKE_VERSIONS,
  allowed: ["ikev2"],
});
