import { INTEGRITY_ALGORITHMS, SHANGMI_INTEGRITY } from "../../../ipsec/algorithms";
import { RFC_8221, cite } from "../../rule/citation";
import { allowedValuesRule } from "../../templates/allowed-values";

export const ipsecIntegrity = allowedValuesRule({
  name: "alicloud-vpn-tunnel-ipsec-integrity",
  title: "IPsec integrity",
  description: "A tunnel must protect its traffic (phase 2) with SHA-2.",
  group: "algorithms",
  severity: "high",
  level: "mandatory",
  ...cite(
    RFC_8221,
    "Section 6",
    "requires",
    "HMAC-SHA2-256 (MUST), phases HMAC-SHA1 out (MUST-) and forbids HMAC-MD5 (MUST NOT)",
  ),
  remediationSteps:
    "Set ipsecAuthAlg to sha256, sha384 or sha512 on the tunnel and on the peer device at the same time.",
  field: "ipsecAuthAlg",
  values: [...INTEGRITY_ALGORITHMS, SHANGMI_INTEGRITY],
  allowed: ["sha256", "sha384", "sha512"],
});
