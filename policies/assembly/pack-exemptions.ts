/** The exemptions that a program gives to `createPack`. */

import type { RawConfig, Rule } from "../rule/rule";
import { coversRule } from "./exemption";
import type { Exemption } from "./exemption";
import { PackError } from "./pack-error";
import { parseExemptions } from "./parse-exemption";

/** The exemptions as they are, or an error about a wrong one. A rule of another pack is no mistake in a shared list. */
export function packExemptions(given: unknown, known: readonly Rule[], today: string): readonly Exemption[] {
  const parsed = parseExemptions(given, "pack", today);
  if (!parsed.ok) throw new PackError(`exempt ${parsed.reason}`);
  for (const { resource, rules = [] } of parsed.value)
    for (const name of rules)
      if (!known.some((rule) => rule.name === name))
        throw new PackError(`exempt: the exemption of ${resource} names the rule ${name}, and there is no such rule`);
  return parsed.value;
}

interface Configured {
  readonly rule: Rule;
  readonly defaults: RawConfig;
}

/** By group: the exemptions from its rules. A value that is exempt from one rule must not be corrected by another. */
export function exemptionsByGroup(
  rules: readonly Configured[],
  ofPack: readonly Exemption[],
  today: string,
): ReadonlyMap<string, readonly Exemption[]> {
  const groups = new Map<string, readonly Exemption[]>();
  for (const { rule, defaults } of rules) {
    const own = parseExemptions(defaults["exempt"] ?? [], "rule", today);
    const all = [...ofPack.filter((one) => coversRule(one, rule)), ...(own.ok ? own.value : [])];
    groups.set(rule.group, [...(groups.get(rule.group) ?? []), ...all]);
  }
  return groups;
}
