/** The configuration of a rule that is in force: settings and exemptions of the pack, and those of the file. */

import type { RawConfig, Rule } from "../rule/rule";
import { parseSettings } from "../rule/settings";
import { dayOf } from "../subjects/calendar-day";
import { coversRule, exemptionKey } from "./exemption";
import type { Exemption } from "./exemption";
import type { NotedExemptions } from "./noted-exemptions";
import { PackError } from "./pack-error";
import { exemptSetting, parseExemptions } from "./parse-exemption";

/** What a pack gives to one of its rules. */
export interface ConfigSources {
  /** Replaces defaults of the rule's settings; a configuration file still has the last word. */
  readonly defaults?: RawConfig;
  /** Exemptions; those that are from other rules are left out. Exemptions in a configuration file add to them. */
  readonly exempt?: readonly Exemption[];
  /** Tells the day, which decides whether an exemption has ended. */
  readonly now?: () => Date;
  /** Gets the exemptions that are in force for the rule. */
  readonly noted?: NotedExemptions;
}

export interface ConfigInForce {
  readonly config: RawConfig;
  readonly exempt: readonly Exemption[];
  readonly today: string;
}

/** Reads the configuration that is in force; `given` are the values that Pulumi hands over. */
export function configReader(rule: Rule, options: ConfigSources): (given: RawConfig) => ConfigInForce {
  const now = options.now ?? ((): Date => new Date());
  const ofPack = exemptionsOf(rule, options, dayOf(now()));
  const settings = { exempt: exemptSetting(now) };
  const defaults = defaultsIn(options);
  let last: { readonly given: unknown; readonly exempt: readonly Exemption[] } | undefined;
  return (given) => {
    // Pulumi hands over one object in all calls, so it is read once.
    if (last === undefined || last.given !== given["exempt"]) {
      const { exempt } = parseSettings(settings, given, rule.name);
      last = { given: given["exempt"], exempt: withoutRepetition([...ofPack, ...exempt]) };
    }
    const { exempt } = last;
    options.noted?.note(rule.name, exempt);
    // A file's scopes come before those of the pack, so that they match first.
    const scopes = [given, defaults].flatMap(({ scopes: list }) => list ?? []);
    const config = { ...defaults, ...given, ...(scopes.length > 0 && { scopes }), exempt };
    return { config, exempt, today: dayOf(now()) };
  };
}

/** The exemptions of the pack and of the rule's defaults. */
function exemptionsOf(rule: Rule, { exempt = [], defaults = {} }: ConfigSources, today: string): readonly Exemption[] {
  const own = parseExemptions(defaults["exempt"] ?? [], "rule", today);
  if (!own.ok) throw new PackError(`default of policy ${rule.name}: exempt ${own.reason}`);
  const ofPack = parseExemptions(exempt, "pack", today);
  if (!ofPack.ok) throw new PackError(`exempt ${ofPack.reason}`);
  return [...ofPack.value.filter((one) => coversRule(one, rule)), ...own.value];
}

const withoutRepetition = (exemptions: readonly Exemption[]): readonly Exemption[] => [
  ...new Map(exemptions.map((one) => [exemptionKey(one), one])).values(),
];

/** Without exemptions: as a default in the schema, a configuration file would replace them. */
export function defaultsIn({ defaults = {} }: Pick<ConfigSources, "defaults">): RawConfig {
  const { exempt: _, ...rest } = defaults;
  return rest;
}
