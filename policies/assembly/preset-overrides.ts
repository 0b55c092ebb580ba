/** The configuration that a preset gives to rules. It disables a rule that the standard says nothing about. */

import type { EnforcementLevel } from "@pulumi/policy";
import { cryptoProfile } from "../rules/algorithms/crypto-profile";
import { ikeDhGroup } from "../rules/algorithms/ike-dh-group";
import { ikeEncryption } from "../rules/algorithms/ike-encryption";
import { ikeIntegrity } from "../rules/algorithms/ike-integrity";
import { ikeLifetime } from "../rules/algorithms/ike-lifetime";
import { ikeVersion } from "../rules/algorithms/ike-version";
import { ipsecEncryption } from "../rules/algorithms/ipsec-encryption";
import { ipsecIntegrity } from "../rules/algorithms/ipsec-integrity";
import { ipsecLifetime } from "../rules/algorithms/ipsec-lifetime";
import { ipsecPfs } from "../rules/algorithms/ipsec-pfs";
import { upgradeCrypto } from "../rules/algorithms/upgrade-crypto";
import { pskStrength } from "../rules/keys/psk-strength";
import { acceptedBy, isSatisfiable } from "../presets/preset";
import type { LifetimeField, NamedField, Preset } from "../presets/preset";
import type { RawConfig, Rule } from "../rule/rule";
import { ALGORITHM_RULES } from "../rules";

export interface PresetOverride {
  readonly level?: EnforcementLevel;
  readonly defaults?: RawConfig;
}

const NAMED_RULES: readonly (readonly [NamedField, Rule])[] = [
  ["ikeVersion", ikeVersion],
  ["ikeEncAlg", ikeEncryption],
  ["ikeAuthAlg", ikeIntegrity],
  ["ikePfs", ikeDhGroup],
  ["ipsecEncAlg", ipsecEncryption],
  ["ipsecAuthAlg", ipsecIntegrity],
  ["ipsecPfs", ipsecPfs],
];

const LIFETIME_RULES: readonly (readonly [LifetimeField, Rule])[] = [
  ["ikeLifetime", ikeLifetime],
  ["ipsecLifetime", ipsecLifetime],
];

const DISABLED: PresetOverride = { level: "disabled" };

/** By rule name. */
export function presetOverrides(preset: Preset, strict: boolean): ReadonlyMap<string, PresetOverride> {
  const overrides = new Map<string, PresetOverride>();
  const profile: RawConfig = { profile: preset.id, strict };
  if (!isSatisfiable(preset)) {
    // One violation that names the obstacles. Other findings would look as if correcting them could help.
    for (const rule of ALGORITHM_RULES) overrides.set(rule.name, DISABLED);
    overrides.set(cryptoProfile.name, { level: "mandatory", defaults: profile });
    return overrides;
  }
  for (const [field, rule] of NAMED_RULES) {
    const accepted = acceptedBy(preset, field, strict);
    overrides.set(
      rule.name,
      accepted === undefined ? DISABLED : { level: "mandatory", defaults: { allowed: accepted.values } },
    );
  }
  for (const [field, rule] of LIFETIME_RULES) {
    const bounds = preset.lifetimes[field];
    overrides.set(
      rule.name,
      bounds === undefined ? DISABLED : { level: "mandatory", defaults: { min: 1, max: bounds.max } },
    );
  }
  if (preset.pskBits !== undefined) overrides.set(pskStrength.name, { defaults: { minBits: preset.pskBits.min } });
  // The rules about single values report the same, value by value.
  overrides.set(cryptoProfile.name, { ...DISABLED, defaults: profile });
  overrides.set(upgradeCrypto.name, { ...DISABLED, defaults: profile });
  return overrides;
}
