/**
 * What standards make of a rule: settings, level, metadata, and the words of its findings. A standard only tightens:
 * the stricter of the rule's default and of each standard counts, unless the pack wants the letter (`exactly`).
 */

import type { EnforcementLevel } from "@pulumi/policy";
import {
  isBlocked,
  isSatisfiable,
  NAMED_FIELDS,
  acceptedBy,
  boundsBy,
  objectionTo,
  pskBitsBy,
} from "../presets/preset";
import type { JudgedField, NamedField, Preset } from "../presets/preset";
import type { RawConfig, ResourceRule, Rule } from "../rule/rule";
import { besideStandards, cryptoProfile } from "../rules/algorithms/crypto-profile";
import { standardLimits } from "../rules/algorithms/standard-limits";
import { upgradeCrypto } from "../rules/algorithms/upgrade-crypto";
import { pskStrength } from "../rules/keys/psk-strength";
import { objectionText } from "../templates/crypto-profile";
import { PRESET_IDS } from "../presets";
import { isOneOf } from "../../ipsec/algorithms";

/** The standards of a pack. */
export interface Standards {
  readonly presets: readonly Preset[];
  /** Refuses also what a standard advises against, and stops at what no tunnel can meet. */
  readonly strict: boolean;
  /** Takes the standards to the letter, also where the defaults are stricter. */
  readonly exactly: boolean;
}

export interface PresetOverride {
  readonly level?: EnforcementLevel;
  readonly defaults?: RawConfig;
}

export interface RuleUnderStandards extends PresetOverride {
  readonly rule: Rule;
}

const DISABLED: PresetOverride = { level: "disabled" };

export function underStandards(rule: Rule, standards: Standards): RuleUnderStandards {
  const override = overrideOf(rule, standards);
  if (rule.name === cryptoProfile.name) return { ...override, rule: besideStandards(standards.presets) };
  return { ...override, rule: rule.scope === "stack" ? rule : namingStandards(rule, standards) };
}

function overrideOf(rule: Rule, standards: Standards): PresetOverride {
  const { presets, strict, exactly } = standards;
  const profile = presets.map(({ id }) => id).find((id) => isOneOf(PRESET_IDS, id));
  const defaults = { ...(profile === undefined ? {} : { profile }), strict };
  if (rule.name === cryptoProfile.name) return { level: "mandatory", defaults };
  if (rule.name === upgradeCrypto.name) return { defaults };
  if (rule.name === standardLimits.name) {
    const stops = (strict || exactly) && !presets.every(isSatisfiable);
    return stops ? { level: "mandatory" } : {};
  }
  if (rule.name === pskStrength.name) return keyOverride(standards);
  if (rule.judges === undefined) return {};
  const settings =
    "allowed" in rule.judges ? allowedUnder(rule.judges, standards) : boundsUnder(rule.judges, standards);
  if (settings === undefined) return exactly && rule.judges.field !== "ikeMode" ? DISABLED : {};
  const isConfigurable = Object.keys(settings).every((name) => name in rule.settings);
  return isConfigurable ? { level: "mandatory", defaults: settings } : {};
}

/** A pack's rule about keys has 112 bits as its own minimum, which standards raise. */
function keyOverride({ presets, strict, exactly }: Standards): PresetOverride {
  const bits = presets.flatMap((preset) => pskBitsBy(preset, strict) ?? []);
  if (bits.length === 0) return {};
  const own = exactly ? [] : [Number(pskStrength.settings["minBits"]?.fallback ?? 0)];
  return { defaults: { minBits: Math.max(...bits, ...own) } };
}

/** The values that the rule's default and all standards accept; undefined where no standard says anything. */
function allowedUnder(
  { field, allowed }: { readonly field: string; readonly allowed: readonly string[] },
  { presets, strict, exactly }: Standards,
): RawConfig | undefined {
  if (!isNamed(field)) return undefined;
  const lists = presets.flatMap((preset) => {
    // Only the gateway can decide for what ShangMi needs, so there is nothing to enforce.
    const isOut = isBlocked(preset, field) || preset.isMetByShangMi === true;
    const values = isOut ? undefined : acceptedBy(preset, field, strict)?.values;
    return values === undefined || values.length === 0 ? [] : [values];
  });
  const [first, ...rest] = lists;
  if (first === undefined) return undefined;
  // Where two have nothing in common, the one before stays: a rule that refuses every value would help nobody.
  return {
    allowed: (exactly ? rest : lists).reduce(inCommon, exactly ? first : allowed),
  };
}

function inCommon(one: readonly string[], other: readonly string[]): readonly string[] {
  const common = one.filter((value) => other.includes(value));
  return common.length === 0 ? one : common;
}

function boundsUnder(
  { field, min, max }: { readonly field: string; readonly min: number; readonly max: number },
  { presets, strict, exactly }: Standards,
): RawConfig | undefined {
  if (field !== "ikeLifetime" && field !== "ipsecLifetime") return undefined;
  const bounds = presets.flatMap((preset) => boundsBy(preset, field, strict) ?? []);
  if (bounds.length === 0) return undefined;
  const longest = Math.min(...bounds.map((one) => one.max), ...(exactly ? [] : [max]));
  const shortest = Math.max(...bounds.map((one) => one.min), ...(exactly ? [] : [min]));
  return { min: Math.min(shortest, longest), max: longest };
}

const isNamed = (field: string): field is NamedField => isOneOf(NAMED_FIELDS, field);

/** The rule with the standards' metadata, and with their names in its findings. */
function namingStandards(rule: ResourceRule, { presets, strict }: Standards): ResourceRule {
  const speaking = presets.flatMap((preset) => {
    const place = placeIn(preset, rule);
    return place === undefined ? [] : [{ preset, ...place }];
  });
  const [first] = speaking;
  if (first === undefined) return rule;
  const { name, title, edition, url } = first.preset;
  const specification = `${name} ${first.says} ${first.what}.`;
  return {
    ...rule,
    framework: { name: title, version: edition, reference: first.cite, specification },
    page: url,
    tags: [...(rule.tags ?? []), ...speaking.map(({ preset }) => preset.id)],
    evaluate(resource, config) {
      const outcome = rule.evaluate(resource, config);
      const violations = outcome.violations.map((violation) => {
        const broken = speaking.flatMap(({ preset, field, says, what, cite }) => {
          if (field === undefined) return [{ id: preset.id, text: `${preset.name} (${cite}) ${says} ${what}` }];
          const objection =
            violation.value === undefined ? undefined : objectionTo(preset, field, violation.value, strict);
          return objection === undefined ? [] : [{ id: preset.id, text: objectionText(preset, objection) }];
        });
        return broken.length === 0 ? violation : { ...violation, message: `${violation.message} ${inWords(broken)}.` };
      });
      return { ...outcome, violations };
    },
  };
}

/** A message is short, so the standards after the first three are named without their places. */
const WITH_PLACE = 3;

function inWords(broken: readonly { readonly id: string; readonly text: string }[]): string {
  const texts = broken.slice(0, WITH_PLACE).map(({ text }) => text);
  const rest = broken.slice(WITH_PLACE).map(({ id }) => id);
  return [...texts, ...(rest.length === 0 ? [] : [`also broken: ${rest.join(", ")}`])].join("; ");
}

interface PlaceInStandard {
  /** Undefined for the rule about keys, whose value no finding holds. */
  readonly field: JudgedField | undefined;
  readonly says: string;
  readonly what: string;
  readonly cite: string;
}

/** What a standard says about the value that a rule judges; undefined where it says nothing that can be met. */
function placeIn(preset: Preset, rule: ResourceRule): PlaceInStandard | undefined {
  if (rule.name === pskStrength.name) {
    const { pskBits } = preset;
    return pskBits && { field: undefined, says: pskBits.says, what: `${pskBits.min} bits`, cite: pskBits.cite };
  }
  const field = rule.judges?.field;
  if (field === "ikeLifetime" || field === "ipsecLifetime") {
    const bounds = preset.lifetimes[field];
    return bounds && { field, says: bounds.says, what: `${field} of ${bounds.max} seconds at most`, cite: bounds.cite };
  }
  if (field === undefined || !isNamed(field) || isBlocked(preset, field)) return undefined;
  const requirement = preset.named[field];
  const values = acceptedBy(preset, field, true)?.values.join(", ");
  return requirement && { field, says: requirement.says, what: `${field} ${values}`, cite: requirement.cite };
}
