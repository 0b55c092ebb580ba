/** The scopes of a pack: settings of several rules for some resources only. */

import type { RawConfig, Rule } from "../rule/rule";
import type { ScopeMatch } from "../rule/scope-match";
import type { Scope } from "../rule/scopes";
import { settingsOf } from "./to-policy";

export interface PackScope {
  /** The resources that it is for: each property that is given must hold. */
  readonly match: ScopeMatch;
  /** By rule name: the settings of this rule for these resources. */
  readonly settings: Readonly<Record<string, RawConfig>>;
}

/**
 * The scopes of each rule, by its name and in their order.
 * @throws Error for a rule that the pack lacks, and for one without settings.
 */
export function scopesFor(scopes: readonly PackScope[], rules: readonly Rule[]): ReadonlyMap<string, readonly Scope[]> {
  const byRule = new Map<string, Scope[]>();
  for (const { match, settings } of scopes) {
    for (const [name, own] of Object.entries(settings)) {
      const rule = rules.find((one) => one.name === name);
      if (rule === undefined) throw new Error(`scope for ${name}: the pack has no such rule`);
      if (!("scopes" in settingsOf(rule))) throw new Error(`scope for ${name}: this rule has no settings`);
      byRule.set(name, [...(byRule.get(name) ?? []), { match, settings: own }]);
    }
  }
  return byRule;
}
