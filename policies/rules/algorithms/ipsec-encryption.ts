import { ENCRYPTION_ALGORITHMS, SHANGMI_ENCRYPTION } from "../../../ipsec/algorithms";
import { RFC_8221, cite } from "../../rule/citation";
import { allowedValuesRule } from "../../templates/allowed-values";

export const ipsecEncryption = allowedValuesRule({
  name: "alicloud-vpn-tunnel-ipsec-encryption",
  title: "IPsec encryption",
  description: "A tunnel must encrypt its traffic (phase 2) with AES.",
  group: "algorithms",
  severity: "critical",
  level: "mandatory",
  ...cite(
    RFC_8221,
    "Section 5",
    "requires",
    "AES-CBC (MUST), discourages 3DES (SHOULD NOT) and forbids DES (MUST NOT)",
  ),
  remediationSteps: "Set ipsecEncAlg to aes256 (or aes, aes192) on the tunnel and on the peer device at the same time.",
  field: "ipsecEncAlg",
  values: [...ENCRYPTION_ALGORITHMS, SHANGMI_ENCRYPTION],
  allowed: ["aes", "aes192", "aes256"],
});
