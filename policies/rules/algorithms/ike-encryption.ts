import { ENCRYPTION_ALGORITHMS, SHANGMI_ENCRYPTION } from "../../../ipsec/algorithms";
import { NIST_800_77, cite } from "../../rule/citation";
import { allowedValuesRule } from "../../templates/allowed-values";

export const ikeEncryption = allowedValuesRule({
  name: "alicloud-vpn-tunnel-ike-encryption",
  title: "IKE encryption",
  description: "A tunnel must encrypt its IKE negotiation (phase 1) with AES.",
  group: "algorithms",
  severity: "critical",
  level: "mandatory",
  ...cite(NIST_800_77, "Table 1; Section 3.9", "recommends", "AES; DES is not approved, and 3DES should not be used"),
  remediationSteps: "Set ikeEncAlg to aes256 (or aes, aes192) on the tunnel and on the peer device at the same time.",
  field: "ikeEncAlg",
  values: [...ENCRYPTION_ALGORITHMS, SHANGMI_ENCRYPTION],
  allowed: ["aes", "aes192", "aes256"],
});
