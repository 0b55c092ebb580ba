import { DH_GROUP_FACTS, IKE_DH_GROUPS, isOneOf } from "../../../ipsec/algorithms";
import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { choice } from "../../rule/settings";
import { describeValue, fieldsOf } from "../../subjects/tunnel";

export const pfsMatchesIkeGroup = tunnelRule({
  name: "alicloud-vpn-tunnel-pfs-matches-ike-group",
  title: "Equal Diffie-Hellman groups",
  description:
    "A tunnel should renew its traffic keys with a Diffie-Hellman group as strong as that of its IKE negotiation.",
  group: "algorithms",
  severity: "low",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Table 1; Section 3.9",
    "The group of the IPsec exchange is the same as that of IKE, or stronger.",
  ),
  remediationSteps: "Set ipsecPfs to the same group as ikePfs, on the tunnel and on the peer device.",
  settings: { mode: choice(["atLeast", "same"], "atLeast", "Whether a stronger group than that of IKE is allowed.") },
  judge(tunnel, { mode }, violate) {
    if (tunnel.isShangMi) return;
    const ike = tunnel.required("ikePfs");
    const pfs = tunnel.required("ipsecPfs");
    // The rule about perfect forward secrecy reports a tunnel without any Diffie-Hellman exchange.
    if (ike === undefined || pfs === undefined) return;
    if (!isOneOf(IKE_DH_GROUPS, ike.text) || !isOneOf(IKE_DH_GROUPS, pfs.text)) return;
    const difference = DH_GROUP_FACTS[pfs.text].modulusBits - DH_GROUP_FACTS[ike.text].modulusBits;
    if (difference === 0 || (difference > 0 && mode === "atLeast")) return;
    const allowed = mode === "same" ? `"${ike.text}"` : `"${ike.text}" or stronger`;
    violate(
      `${describeValue(pfs)}, and ${describeValue(ike)}; allowed: ${allowed}. Set ${pfs.property} to it.`,
      fieldsOf(pfs, allowed),
    );
  },
});
