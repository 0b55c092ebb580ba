/** Judges a tunnel's algorithms and lifetimes by one of the presets. */

import { PRESET_IDS, presetById } from "../presets";
import type { PresetId } from "../presets";
import { LIFETIME_FIELDS, NAMED_FIELDS, faultsOf, isSatisfiable } from "../presets/preset";
import type { Preset } from "../presets/preset";
import { choice, flag } from "../rule/settings";
import { shortList } from "../subjects/short-list";
import { describeValue } from "../subjects/tunnel";
import type { Difference, FindingFields, Tunnel } from "../subjects/tunnel";

export const PROFILE_SETTINGS = {
  profile: choice(PRESET_IDS, "nist-sp800-77r1", "The standard that tunnels are held against."),
  strict: flag(false, "Whether values that the standard accepts but advises against are violations as well."),
};

export function judgeProfile(
  tunnel: Tunnel,
  { profile, strict }: { readonly profile: PresetId; readonly strict: boolean },
  violate: (message: string, fields: FindingFields) => void,
): void {
  const preset = presetById(profile);
  const title = `${preset.title} (${preset.edition})`;
  if (isSatisfiable(preset) || (preset.isMetByShangMi === true && tunnel.isShangMi)) {
    const faults = faultsIn(tunnel, preset, strict);
    if (faults.length === 0) return;
    if (tunnel.isShangMi && preset.isMetByShangMi !== true) {
      violate(
        `does not meet ${title}, which does not accept the algorithms of a ShangMi gateway. ` +
          "Choose another gateway for this tunnel, or hold it against the preset gm-t-0022.",
        { path: faults.map(({ path }) => path).join(", ") },
      );
      return;
    }
    const texts = shortList(
      faults.map(({ text }) => text),
      "; ",
      3,
    );
    violate(`does not meet ${title}: ${texts}. Set these properties, and the same on the peer device.`, {
      path: faults.map(({ path }) => path).join(", "),
    });
    return;
  }
  // One violation for each tunnel: a list of values would look as if correcting them could help.
  if (tunnel.isPartial) return;
  const blockers = preset.blockers.map(
    ({ what, need, have, cite }) => `${what}: needs ${need}, the API offers ${have} (${cite})`,
  );
  violate(
    `no value that the API accepts can meet ${title}: ${blockers.join("; ")}. ` +
      "Choose another standard, or another product.",
    { path: "" },
  );
}

function faultsIn(tunnel: Tunnel, preset: Preset, strict: boolean): readonly Difference[] {
  const values = [...NAMED_FIELDS, ...LIFETIME_FIELDS].flatMap((field) => {
    const value = tunnel.required(field);
    return value === undefined ? [] : [{ field, value }];
  });
  const texts = Object.fromEntries(values.map(({ field, value }) => [field, value.text]));
  return faultsOf(preset, texts, strict).map(({ field, allowed, cite }) => {
    const value = values.find((one) => one.field === field)?.value;
    const path = tunnel.property(field);
    return { path, text: `${value === undefined ? path : describeValue(value)}; allowed: ${allowed} (${cite})` };
  });
}
