import { NIST_800_77, cite } from "../rule/citation";
import type { RawConfig, ResourceRule } from "../rule/rule";
import { read } from "../rule/reading";
import type { Path } from "../rule/reading";
import { parseSettings } from "../rule/settings";
import { presetById } from "../presets";
import { LIFETIME_FIELDS, NAMED_FIELDS, acceptedBy, faultsOf, isSatisfiable } from "../presets/preset";
import type { LifetimeField, NamedField, Preset } from "../presets/preset";
import { Ledger } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";
import { tunnelsOf } from "../subjects/tunnel";
import { PROFILE_SETTINGS, cryptoProfile } from "./crypto-profile";

/** The strongest of the accepted values: the lists of presets are written from weak to strong. */
function replacement(preset: Preset, field: NamedField | LifetimeField): string | number | undefined {
  if (field === "ikeLifetime" || field === "ipsecLifetime") return preset.lifetimes[field]?.max;
  return acceptedBy(preset, field, true)?.values.at(-1);
}

/** Writes into the object that is there. A copy of it would lose what marks secrets and unknown values. */
function write(root: unknown, path: Path, value: string | number): boolean {
  const parent = read(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent.state !== "known" || typeof parent.value !== "object" || parent.value === null || last === undefined)
    return false;
  return Reflect.set(parent.value, last, value);
}

function upgrade(resource: JudgedResource, raw: RawConfig): boolean {
  const { profile, strict } = parseSettings(PROFILE_SETTINGS, raw, "alicloud-vpn-tunnel-upgrade-crypto");
  const preset = presetById(profile);
  if (!isSatisfiable(preset)) return false;
  let changed = false;
  for (const tunnel of tunnelsOf(resource, new Ledger()) ?? []) {
    for (const field of [...NAMED_FIELDS, ...LIFETIME_FIELDS]) {
      // What the program does not declare stays undeclared; the validation that follows reports it.
      if (tunnel.isDeclared(field) !== true) continue;
      const value = tunnel.optional(field);
      if (value === undefined || faultsOf(preset, { [field]: value.text }, strict).length === 0) continue;
      const better = replacement(preset, field);
      if (better !== undefined && write(resource.props, tunnel.declaredPath(field), better)) changed = true;
    }
  }
  return changed;
}

export const upgradeCrypto: ResourceRule = {
  ...cryptoProfile,
  name: "alicloud-vpn-tunnel-upgrade-crypto",
  title: "Upgrade of algorithms",
  description: "A tunnel's declared algorithms and lifetimes are raised to the strongest that a standard accepts.",
  // It changes what a program declares, and a tunnel goes down until its peer device is changed too.
  level: "disabled",
  ...cite(
    NIST_800_77,
    "Table 1",
    "The approved algorithms and lifetimes; the rule can be configured with other standards.",
  ),
  remediationSteps:
    "Set the level to remediate only together with the change of the peer devices, as a tunnel stays down until both sides agree. Pre-shared keys are never changed.",
  settings: PROFILE_SETTINGS,
  remediate: upgrade,
};
