/** Judges a tunnel's algorithms and lifetimes by one of the presets. */

import { PRESET_IDS, presetById } from "../presets";
import type { PresetId } from "../presets";
import { JUDGED_FIELDS, faultsOf, isBlocked } from "../presets/preset";
import type { Fault, JudgedField, Preset } from "../presets/preset";
import { choice, flag } from "../rule/settings";
import { describeValue, fieldsOf } from "../subjects/tunnel";
import type { FindingFields, Tunnel, TunnelValue } from "../subjects/tunnel";

export const PROFILE_SETTINGS = {
  profile: choice(PRESET_IDS, "nist-sp800-77r1", "The standard that tunnels are held against."),
  strict: flag(false, "Whether values that the standard accepts but advises against are violations as well."),
};

export interface Profile {
  readonly profile: PresetId;
  readonly strict: boolean;
}

/** A value in force that a standard refuses. */
export interface FaultyValue extends Fault {
  readonly value: TunnelValue;
}

/** The values that a standard refuses and that can be better: where the API offers none, a finding could not help. */
export function faultyValues(tunnel: Tunnel, preset: Preset, strict: boolean): readonly FaultyValue[] {
  const hasBetter = (field: JudgedField): boolean =>
    preset.isMetByShangMi === true ? tunnel.isShangMi : !isBlocked(preset, field);
  return JUDGED_FIELDS.filter(hasBetter).flatMap((field) => {
    const value = field in preset.named || field in preset.lifetimes ? tunnel.required(field) : undefined;
    if (value === undefined) return [];
    return faultsOf(preset, { [field]: value.text }, strict).map((fault) => ({ ...fault, value }));
  });
}

/** `NIST SP 800-77r1 (Table 1) recommends other values`: what a standard says about a value that it refuses. */
export const objectionText = ({ name }: Preset, { cite, says }: Pick<Fault, "cite" | "says">): string =>
  `${name} (${cite}) ${says} ${says === "discourages" ? "it" : "other values"}`;

export function judgeProfile(
  tunnel: Tunnel,
  { profile, strict }: Profile,
  violate: (message: string, fields: FindingFields) => void,
): void {
  const preset = presetById(profile);
  const faults = faultyValues(tunnel, preset, strict);
  if (tunnel.isShangMi && preset.isMetByShangMi !== true) refuseShangMi(preset, faults, violate);
  else
    for (const fault of faults) {
      const { value, allowed } = fault;
      violate(
        `${describeValue(value)}; allowed: ${allowed}. ${objectionText(preset, fault)}. ` +
          `Set ${value.property}, and the same on the peer device.`,
        fieldsOf(value, allowed),
      );
    }
}

/** Once for a tunnel: the gateway decides its algorithms, so no advice to set others could be followed. */
export function refuseShangMi(
  { title, edition }: Preset,
  faults: readonly FaultyValue[],
  violate: (message: string, fields: FindingFields) => void,
): void {
  if (faults.length === 0) return;
  violate(
    `does not meet ${title} (${edition}), which does not accept the algorithms of a ShangMi gateway. ` +
      "Choose another gateway for this tunnel, or hold it against the preset gm-t-0022.",
    { path: faults.map(({ value }) => value.property).join(", ") },
  );
}
