import { INTEGRITY_ALGORITHMS, SHANGMI_INTEGRITY } from "../../../ipsec/algorithms";
import { NIST_800_77, cite } from "../../rule/citation";
import { allowedValuesRule } from "../../templates/allowed-values";

export const ikeIntegrity = allowedValuesRule({
  name: "alicloud-vpn-tunnel-ike-integrity",
  title: "IKE integrity",
  description: "A tunnel must protect its IKE negotiation (phase 1) with SHA-2.",
  group: "algorithms",
  severity: "high",
  level: "mandatory",
  ...cite(
    NIST_800_77,
    "Section 7.2.3",
    "recommends",
    "HMAC-SHA-2 over HMAC-SHA-1, which is still approved; HMAC-MD5 shall not be used",
  ),
  remediationSteps: "Set ikeAuthAlg to sha256, sha384 or sha512 on the tunnel and on the peer device at the same time.",
  field: "ikeAuthAlg",
  values: [...INTEGRITY_ALGORITHMS, SHANGMI_INTEGRITY],
  allowed: ["sha256", "sha384", "sha512"],
});
