import { GENERATED_PSK_LENGTH } from "../../../ipsec/algorithms";
import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";

/** The most bits that a generated key can have, if each of the 93 legal characters is equally likely. */
const GENERATED_BITS = Math.floor(GENERATED_PSK_LENGTH * Math.log2(93));

export const pskExplicit = tunnelRule({
  name: "alicloud-vpn-tunnel-psk-explicit",
  title: "Declared pre-shared key",
  description:
    "A tunnel should declare its pre-shared key, so that its strength can be judged and its rotation is deliberate.",
  group: "keys",
  severity: "medium",
  level: "advisory",
  ...cite(NIST_800_77, "Section 7.2.2", "A pre-shared key has at least 112 bits of security strength."),
  remediationSteps:
    "Declare psk from the stack's secret configuration, or pskFrom from a secret store, and set the same key on " +
    "the peer device.",
  settings: {},
  judge(tunnel, _config, violate) {
    if (tunnel.isShangMi) return;
    if (tunnel.isDeclared("psk") !== false || tunnel.isDeclared("pskFrom") !== false) return;
    violate(
      `${tunnel.property("psk")} is not declared, so nobody can tell how strong the key is (one that the API makes ` +
        `up has ${GENERATED_PSK_LENGTH} characters, ${GENERATED_BITS} bits at most). ` +
        "Declare a secret one.",
      { path: tunnel.property("psk") },
    );
  },
});
