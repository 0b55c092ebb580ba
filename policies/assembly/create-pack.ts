/** Puts a pack together from rules. The result is the second argument of `new PolicyPack(name, …)`. */

import type { EnforcementLevel, PolicyPackArgs } from "@pulumi/policy";
import { coverageRules } from "../coverage/coverage-rules";
import { GapRecord } from "../coverage/gap-record";
import { presetsOf } from "../presets/choice";
import type { PresetChoice } from "../presets/choice";
import type { RawConfig, Rule } from "../rule/rule";
import { ALL_RULES } from "../rules";
import { dayOf } from "../subjects/calendar-day";
import type { Exemption } from "./exemption";
import { exemptionsRule } from "./exemptions-rule";
import { openRecord } from "./finding-record";
import { mandatoryFrom, refuseLevel } from "./levels";
import { NotedExemptions } from "./noted-exemptions";
import { PackError } from "./pack-error";
import { exemptionsByGroup, packExemptions } from "./pack-exemptions";
import { scopesFor } from "./pack-scopes";
import type { PackScope } from "./pack-scopes";
import { underStandards } from "./preset-overrides";
import type { PresetOverride, Standards } from "./preset-overrides";
import { reportedOnce } from "./reported-once";
import { settingsOf, toPolicy } from "./to-policy";

export interface PackOptions {
  /** The pack's name, as in `new PolicyPack(name, …)`: for the record of findings. */
  readonly name?: string;
  /** The rules of the pack; all of them unless given. */
  readonly rules?: readonly Rule[];
  /** A standard, by its id or made with `definePreset`: it tightens the rules about algorithms and keys. */
  readonly preset?: PresetChoice;
  /** Several standards at once: the strictest counts for each value. */
  readonly presets?: readonly PresetChoice[];
  /** Whether to refuse also what a standard accepts but advises against, and to stop at what no tunnel can meet. */
  readonly strict?: boolean;
  /** Whether to take the standards to the letter, also where the defaults of the rules are stricter. */
  readonly exactly?: boolean;
  /** The level of each rule, except a rule that is off by default or under the preset, or has one in `overrides`. */
  readonly level?: EnforcementLevel;
  /**
   * By rule name: a level, or settings with or without a level. `enforcementLevel` is the level. With `mandatoryFrom`,
   * a day as YYYY-MM-DD in UTC, the rule is advisory before that day and mandatory from then on, and says so.
   */
  readonly overrides?: Readonly<Record<string, EnforcementLevel | RawConfig>>;
  /**
   * Findings that do not count. Those of `exempt` in `overrides` and in a configuration file add to them. The rule
   * `alicloud-vpn-exemptions` reports those that end.
   */
  readonly exempt?: readonly Exemption[];
  /**
   * Settings for some resources only, by rule name. For each rule, the first scope that matches a resource holds; those
   * of a configuration file and of `overrides` come first.
   */
  readonly scopes?: readonly PackScope[];
  readonly description?: string;
  /** Tells the day, which decides whether an exemption has ended. */
  readonly now?: () => Date;
}

interface OwnOverride extends PresetOverride {
  readonly remark?: string;
}

function splitOverride(name: string, override: EnforcementLevel | RawConfig | undefined, today: string): OwnOverride {
  if (override === undefined) return {};
  const place = `override of ${name}`;
  if (typeof override === "string") return { level: refuseLevel(override, place) };
  const { enforcementLevel, mandatoryFrom: day, ...defaults } = override;
  if (day !== undefined) return { ...mandatoryFrom(day, enforcementLevel, today, place), defaults };
  if (enforcementLevel === undefined) return { defaults };
  return { level: refuseLevel(enforcementLevel, `${place}: enforcementLevel`), defaults };
}

/** A configuration file and a report name a rule, and mean one. */
function refuseDoubles(rules: readonly Rule[]): void {
  const names = rules.map(({ name }) => name);
  const double = names.find((name, index) => names.indexOf(name) < index);
  if (double !== undefined)
    throw new PackError(`rules: two rules have the name ${double}; each rule of a pack needs a name of its own`);
}

function refuseUnknown(rules: readonly Rule[], overrides: PackOptions["overrides"]): void {
  for (const [name, override] of Object.entries(overrides ?? {})) {
    const rule = rules.find((one) => one.name === name);
    if (rule === undefined) throw new PackError(`override of ${name}: the pack has no such rule`);
    if (typeof override === "string") continue;
    const possible = ["enforcementLevel", "mandatoryFrom", ...Object.keys(settingsOf(rule))];
    const extra = Object.keys(override).find((key) => !possible.includes(key));
    if (extra !== undefined)
      throw new PackError(`override of ${name}: it has no setting ${extra}; possible are ${possible.join(", ")}`);
  }
}

function withScopes(defaults: RawConfig, scopes: readonly unknown[] = []): RawConfig {
  const own = defaults["scopes"];
  return scopes.length === 0 ? defaults : { ...defaults, scopes: [...(Array.isArray(own) ? own : []), ...scopes] };
}

/** The level of the override; else "disabled" under the preset; else the pack's, the preset's or the rule's own. */
function levelOf(
  rule: Rule,
  own: PresetOverride,
  preset: PresetOverride,
  pack: EnforcementLevel | undefined,
): EnforcementLevel {
  if (own.level !== undefined) return own.level;
  if (rule.alwaysAdvisory === true) return rule.level;
  if (preset.level === "disabled") return "disabled";
  return (rule.level === "disabled" ? undefined : pack) ?? preset.level ?? rule.level;
}

export function createPack(options: PackOptions = {}): PolicyPackArgs {
  const now = options.now ?? ((): Date => new Date());
  const noted = new NotedExemptions();
  const last = exemptionsRule(noted, now);
  const chosen = options.rules ?? ALL_RULES;
  const all = [...chosen, ...coverageRules([]), last];
  refuseDoubles(all);
  refuseUnknown(all, options.overrides);
  if (options.level !== undefined) refuseLevel(options.level, "level");
  const today = dayOf(now());
  const exempt = packExemptions(options.exempt ?? [], [...all, ...ALL_RULES], today);
  const record = openRecord(process.env, options.name, now);
  const scopes = scopesFor(options.scopes ?? [], chosen);
  const { strict = false, exactly = false } = options;
  const standards: Standards = { presets: presetsOf(options), strict, exactly };
  const configured = (given: Rule) => {
    const own = splitOverride(given.name, options.overrides?.[given.name], today);
    const { rule, ...preset } = standards.presets.length === 0 ? { rule: given } : underStandards(given, standards);
    return {
      rule,
      level: levelOf(rule, own, preset, options.level),
      remark: own.remark,
      defaults: withScopes({ ...preset.defaults, ...own.defaults }, scopes.get(rule.name)),
    };
  };
  const rules = chosen.map(configured);
  const enabled = rules.filter(({ level }) => level !== "disabled").map(({ rule }) => rule);
  const asked = reportedOnce(
    rules.map(({ rule }) => rule),
    standards.presets,
  );
  const judging = asked.flatMap((rule) =>
    rules.filter(({ rule: { name } }) => name === rule.name).map((one) => ({ ...one, rule })),
  );
  const gaps = new GapRecord();
  // The rules about coverage and exemptions come last: Pulumi runs the rules over a resource in the pack's order.
  const inOrder = [...judging, ...[...coverageRules(enabled, gaps), last].map(configured)];
  const untouched = exemptionsByGroup(inOrder, exempt, today);
  const policies = inOrder.map(({ rule, level, remark, defaults }) =>
    toPolicy(rule, {
      level,
      defaults,
      exempt,
      now,
      noted,
      gaps,
      untouched: untouched.get(rule.group) ?? [],
      ...(remark === undefined ? {} : { remark }),
      ...(record === undefined ? {} : { record }),
    }),
  );
  return {
    policies,
    enforcementLevel: "advisory",
    description: options.description ?? "Judges IPsec-VPN tunnels and connections of Alibaba Cloud.",
    displayName: "Alibaba Cloud IPsec-VPN",
    provider: "alicloud",
    tags: ["ipsec", "alicloud"],
  };
}
