/**
 * Reports each value once. In a pack, the rule about a standard leaves out the values that a rule about one value
 * reports. Pulumi hands a rule its own configuration only, so no rule can know what another one accepts; but it asks
 * the rules about a resource one after the other, and what they answered is kept here, in one memory for each pack.
 */

import { presetById } from "../presets";
import type { PresetId } from "../presets";
import type { Preset } from "../presets/preset";
import type { RawConfig, ResourceRule, Rule } from "../rule/rule";
import { scopedSettings } from "../rule/scopes";
import { Ledger } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";
import { ikeLifetime } from "../rules/algorithms/ike-lifetime";
import { cryptoProfile } from "../rules/algorithms/crypto-profile";
import { standardLimits, standardLimitsOf } from "../rules/algorithms/standard-limits";
import { PROFILE_SETTINGS } from "../templates/crypto-profile";

/** Rules that come after all others, in this order. A shorter phase 1 needs a phase 2 that is shorter already. */
const LAST: readonly string[] = [ikeLifetime.name, cryptoProfile.name];

/** The order in which a pack asks its rules. */
export function inPackOrder(rules: readonly Rule[]): readonly Rule[] {
  return [...rules].sort((one, other) => LAST.indexOf(one.name) - LAST.indexOf(other.name));
}

const profileOf = (resource: JudgedResource, config: RawConfig): PresetId =>
  scopedSettings(PROFILE_SETTINGS, config, cryptoProfile.name)(resource, new Ledger()).profile;

/** The rules in their order. `presets` are the pack's standards. */
export function reportedOnce(rules: readonly Rule[], presets: readonly Preset[]): readonly Rule[] {
  /** By URN and rule: the properties that it reported. */
  const reported = new Map<string, Map<string, readonly string[]>>();
  /** The standards that the configuration file names. */
  const profiles = new Set<Preset>();
  const remembering = (rule: ResourceRule): ResourceRule => ({
    ...rule,
    evaluate(resource, config) {
      const outcome = rule.evaluate(resource, config);
      const own = reported.get(resource.urn) ?? new Map<string, readonly string[]>();
      reported.set(
        resource.urn,
        own.set(
          rule.name,
          outcome.violations.map(({ path }) => path),
        ),
      );
      return outcome;
    },
  });
  const reportingTheRest = (rule: ResourceRule): ResourceRule => ({
    ...rule,
    evaluate(resource, config) {
      profiles.add(presetById(profileOf(resource, config)));
      const outcome = rule.evaluate(resource, config);
      const known = [...(reported.get(resource.urn)?.values() ?? [])].flat();
      return { ...outcome, violations: outcome.violations.filter(({ path }) => !known.includes(path)) };
    },
  });
  return inPackOrder(rules).map((rule) => {
    if (rule.name === standardLimits.name) return standardLimitsOf(() => [...presets, ...profiles]);
    if (rule.scope === "stack") return rule;
    if (rule.name === cryptoProfile.name) return reportingTheRest(rule);
    return rule.judges === undefined ? rule : remembering(rule);
  });
}
