/** The standards that a pack names, each by its id or as an object. */

import { presetById } from ".";
import type { PresetId } from ".";
import type { Preset } from "./preset";

export type PresetChoice = PresetId | Preset;

/** Each once, in their order; an error for an unknown id, and for standards that nothing can meet together. */
export function presetsOf(given: {
  readonly preset?: PresetChoice;
  readonly presets?: readonly PresetChoice[];
}): readonly Preset[] {
  const chosen = [...(given.preset === undefined ? [] : [given.preset]), ...(given.presets ?? [])];
  const presets = [...new Set(chosen.map(presetOf))];
  const alone = presets.find(({ isMetByShangMi }) => isMetByShangMi === true);
  const other = presets.find((preset) => preset !== alone);
  if (alone !== undefined && other !== undefined)
    throw new Error(`preset ${alone.id} has algorithms of its own, so no tunnel meets it together with ${other.id}`);
  return presets;
}

function presetOf(given: PresetChoice): Preset {
  if (typeof given === "string") return presetById(given);
  const isPreset = typeof given === "object" && given !== null && Array.isArray(given.blockers) && "named" in given;
  if (!isPreset) throw new Error("preset must be an id, or what definePreset gives");
  return given;
}
