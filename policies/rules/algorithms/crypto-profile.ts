import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { PROFILE_SETTINGS, judgeProfile } from "../../templates/crypto-profile";

export const cryptoProfile = tunnelRule({
  name: "alicloud-vpn-tunnel-crypto-profile",
  title: "Standard for algorithms",
  description:
    "A tunnel should meet the standard that it is held against; a value that another rule of the pack reports is not " +
    "reported again.",
  group: "algorithms",
  severity: "high",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Table 1",
    "recommends",
    "the algorithms and lifetimes of its table; the rule can be configured with other standards",
  ),
  remediationSteps:
    "Set the named properties to accepted values on the tunnel and on the peer device. " +
    "Where a standard cannot be met at all, choose another standard or another product.",
  settings: PROFILE_SETTINGS,
  judge: judgeProfile,
});
