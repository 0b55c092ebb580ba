import { IPSEC_PFS_GROUPS } from "../../../ipsec/algorithms";
import { NIST_800_77, cite } from "../../rule/citation";
import { allowedValuesRule } from "../../templates/allowed-values";

export const ipsecPfs = allowedValuesRule({
  name: "alicloud-vpn-tunnel-ipsec-pfs",
  title: "Perfect forward secrecy",
  description: "A tunnel must renew its traffic keys (phase 2) with a Diffie-Hellman exchange of at least 2048 bits.",
  group: "algorithms",
  severity: "high",
  level: "mandatory",
  ...cite(
    NIST_800_77,
    "Section 7.2.6; Table 1",
    "recommends",
    "perfect forward secrecy, with a group as strong as that of IKE",
  ),
  remediationSteps:
    "Set ipsecPfs to group14, the strongest that the API offers, on the tunnel and on the peer device at the same " +
    "time.",
  field: "ipsecPfs",
  values: IPSEC_PFS_GROUPS,
  allowed: ["group14"],
});
