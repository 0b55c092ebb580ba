import { presetById } from "../../presets";
import { LIFETIME_FIELDS, NAMED_FIELDS, acceptedBy, faultsOf, isSatisfiable } from "../../presets/preset";
import type { LifetimeField, NamedField, Preset } from "../../presets/preset";
import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { read } from "../../subjects/reading";
import type { Path } from "../../subjects/reading";
import { PROFILE_SETTINGS, judgeProfile } from "../../templates/crypto-profile";

/** The strongest of the accepted values: the lists of presets are written from weak to strong. */
function strongest(preset: Preset, field: NamedField | LifetimeField): string | number | undefined {
  if (field === "ikeLifetime" || field === "ipsecLifetime") return preset.lifetimes[field]?.max;
  return acceptedBy(preset, field, true)?.values.at(-1);
}

/** Writes into the existing object. A copy of it would lose the marks of secrets and of unknown values. */
function write(root: unknown, path: Path, value: string | number): boolean {
  const parent = read(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent.state !== "known" || typeof parent.value !== "object" || parent.value === null || last === undefined)
    return false;
  return Reflect.set(parent.value, last, value);
}

export const upgradeCrypto = tunnelRule({
  name: "alicloud-vpn-tunnel-upgrade-crypto",
  title: "Upgrade of algorithms",
  description: "A tunnel's declared algorithms and lifetimes are raised to the strongest that a standard accepts.",
  group: "algorithms",
  severity: "high",
  // Off unless a team asks for it: a tunnel goes down until somebody changes its peer device too.
  level: "disabled",
  ...cite(
    NIST_800_77,
    "Table 1",
    "The approved algorithms and lifetimes; the rule can be configured with other standards.",
  ),
  remediationSteps:
    "Set the level to remediate only together with the change of the peer devices, as a tunnel stays down until " +
    "both sides agree. Pre-shared keys are never changed.",
  settings: PROFILE_SETTINGS,
  judge: judgeProfile,
  correct(tunnel, { profile, strict }) {
    const preset = presetById(profile);
    if (!isSatisfiable(preset) || tunnel.isShangMi) return false;
    let changed = false;
    for (const field of [...NAMED_FIELDS, ...LIFETIME_FIELDS]) {
      // A value that the program does not declare stays undeclared. The validation that follows reports it.
      if (tunnel.isDeclared(field) !== true) continue;
      const value = tunnel.optional(field);
      if (value === undefined || faultsOf(preset, { [field]: value.text }, strict).length === 0) continue;
      const better = strongest(preset, field);
      if (better !== undefined && write(tunnel.resource.props, tunnel.declaredPath(field), better)) changed = true;
    }
    return changed;
  },
});
