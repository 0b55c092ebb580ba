import type { Preset } from "../../presets/preset";
import { NIST_800_77, cite } from "../../rule/citation";
import type { ResourceRule } from "../../rule/rule";
import { tunnelRule } from "../../rule/rule-kinds";
import { PROFILE_SETTINGS, faultyValues, judgeProfile, refuseShangMi } from "../../templates/crypto-profile";

const METADATA = {
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
} as const;

export const cryptoProfile = tunnelRule({ ...METADATA, judge: judgeProfile });

/**
 * The same in a pack with standards. The rules about single values hold a tunnel against these, value by value; what is
 * left are tunnels of ShangMi gateways, of which those rules ask nothing, and a standard that only a file names.
 */
export function besideStandards(presets: readonly Preset[]): ResourceRule {
  return tunnelRule({
    ...METADATA,
    judge(tunnel, config, violate) {
      const { profile, strict } = config;
      const isOfPack = presets.some(({ id }) => id === profile);
      if (!isOfPack && profile !== PROFILE_SETTINGS.profile.fallback) judgeProfile(tunnel, config, violate);
      if (!tunnel.isShangMi) return;
      for (const preset of presets.filter(({ isMetByShangMi }) => isMetByShangMi !== true))
        refuseShangMi(preset, faultyValues(tunnel, preset, strict), violate);
    },
  });
}
