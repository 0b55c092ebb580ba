import { SHANGMI_VALUES } from "../../../ipsec/algorithms";
import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { choices } from "../../rule/settings";
import { shortList } from "../../subjects/short-list";
import { CRYPTO_FIELDS } from "../../subjects/tunnel-fields";
import type { FieldName } from "../../subjects/tunnel-fields";

const ASKED_FOR = CRYPTO_FIELDS.filter((field) => field !== "ikeMode");

export const explicitCrypto = tunnelRule({
  name: "alicloud-vpn-tunnel-explicit-crypto",
  title: "Declared algorithms",
  description:
    "A tunnel should declare its algorithms and lifetimes, so that no default and no change made elsewhere decides " +
    "them.",
  group: "algorithms",
  severity: "high",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Section 7.3, Default Settings",
    "Default values are to be reviewed carefully, and nothing may drop back to them unexpectedly.",
  ),
  remediationSteps:
    "Declare each of the named properties with the value that the peer device has. " +
    "The API's own defaults are IKEv1, MD5 and group 2.",
  settings: { fields: choices(CRYPTO_FIELDS, ASKED_FOR, "The properties that a program must declare.") },
  judge(tunnel, { fields }, violate) {
    // Nobody can declare the algorithms of a ShangMi gateway: the API's reference lists no value for them.
    const isAskedFor = (field: FieldName): boolean =>
      fields.includes(field) && !(tunnel.isShangMi && field in SHANGMI_VALUES);
    const missing = CRYPTO_FIELDS.filter((field) => isAskedFor(field) && tunnel.isDeclared(field) === false);
    if (missing.length === 0) return;
    const properties = missing.map((field) => tunnel.property(field));
    violate(`not declared: ${shortList(properties)}. Declare them with the values that you want.`, {
      path: properties.join(", "),
    });
  },
});
