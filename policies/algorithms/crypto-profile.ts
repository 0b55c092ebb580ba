import { NIST_800_77, cite } from "../rule/citation";
import { tunnelRule } from "../rule/rule";
import { choice, flag } from "../rule/settings";
import { PRESET_IDS, presetById } from "../presets";
import { LIFETIME_FIELDS, NAMED_FIELDS, faultsOf, isSatisfiable } from "../presets/preset";
import { describeValue } from "../subjects/tunnel";

export const PROFILE_SETTINGS = {
  profile: choice(PRESET_IDS, "nist-sp800-77r1", "The standard that tunnels are held against."),
  strict: flag(false, "Whether values that the standard accepts but advises against are violations as well."),
};

export const cryptoProfile = tunnelRule({
  name: "alicloud-vpn-tunnel-crypto-profile",
  title: "Standard for algorithms",
  description: "A tunnel should meet the standard that it is held against.",
  group: "algorithms",
  severity: "high",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Table 1",
    "The approved algorithms and lifetimes; the rule can be configured with other standards.",
  ),
  remediationSteps:
    "Set the named properties to accepted values on the tunnel and on the peer device. Where a standard cannot be met at all, choose another standard or another product.",
  settings: PROFILE_SETTINGS,
  judge(tunnel, { profile, strict }, violate) {
    const preset = presetById(profile);
    const title = `${preset.title} (${preset.edition})`;
    if (!isSatisfiable(preset)) {
      // One sentence per tunnel instead of a list that looks as if it could be worked off.
      if (tunnel.isPartial) return;
      const blockers = preset.blockers.map(
        ({ what, need, have, cite: where }) => `${what}: needs ${need}, the API offers ${have} (${where})`,
      );
      violate(
        `no value that the API accepts can meet ${title}: ${blockers.join("; ")}. Choose another standard, or another product.`,
      );
      return;
    }
    const values = [...NAMED_FIELDS, ...LIFETIME_FIELDS].flatMap((field) => {
      const value = tunnel.known(field);
      return value === undefined ? [] : [{ field, value }];
    });
    const faults = faultsOf(preset, Object.fromEntries(values.map(({ field, value }) => [field, value.text])), strict);
    if (faults.length === 0) return;
    const described = faults.map(({ field, allowed, cite: where }) => {
      const value = values.find((one) => one.field === field)?.value;
      return `${value === undefined ? field : describeValue(value)}; allowed: ${allowed} (${where})`;
    });
    violate(`does not meet ${title}: ${described.join("; ")}. Set these properties, and the same on the peer device.`);
  },
});
