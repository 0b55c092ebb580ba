/** Puts a pack together from rules. The result is the second argument of `new PolicyPack(name, …)`. */

import type { EnforcementLevel, PolicyPackArgs } from "@pulumi/policy";
import { coverageRules } from "../coverage/coverage-rules";
import { presetById } from "../presets";
import type { PresetId } from "../presets";
import type { RawConfig, Rule } from "../rule/rule";
import { ALL_RULES } from "../rules";
import type { Exemption } from "./exemption";
import { presetOverrides } from "./preset-overrides";
import type { PresetOverride } from "./preset-overrides";
import { scopesFor } from "./pack-scopes";
import type { PackScope } from "./pack-scopes";
import { settingsOf, toPolicy } from "./to-policy";

export interface PackOptions {
  /** The rules of the pack; all of them unless given. */
  readonly rules?: readonly Rule[];
  /** A standard: configures the rules about algorithms and keys. */
  readonly preset?: PresetId;
  /** Whether values that the preset's standard accepts but advises against are refused as well. */
  readonly strict?: boolean;
  /** The level of each rule, except a rule that is off by default or under the preset, or has one in `overrides`. */
  readonly level?: EnforcementLevel;
  /** By rule name: a level, or settings with or without a level. */
  readonly overrides?: Readonly<Record<string, EnforcementLevel | RawConfig>>;
  /** Resources that no rule of the pack applies to. */
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

export const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

const isLevel = (value: unknown): value is EnforcementLevel => LEVELS.some((level) => level === value);

function splitOverride(name: string, override: EnforcementLevel | RawConfig | undefined): PresetOverride {
  if (override === undefined) return {};
  if (typeof override === "string") return { level: override };
  const { enforcementLevel, ...defaults } = override;
  if (enforcementLevel === undefined) return { defaults };
  if (!isLevel(enforcementLevel))
    throw new Error(`override of ${name}: enforcementLevel must be one of ${LEVELS.join(", ")}`);
  return { level: enforcementLevel, defaults };
}

function refuseUnknown(rules: readonly Rule[], overrides: PackOptions["overrides"]): void {
  for (const [name, override] of Object.entries(overrides ?? {})) {
    const rule = rules.find((one) => one.name === name);
    if (rule === undefined) throw new Error(`override of ${name}: the pack has no such rule`);
    if (typeof override === "string") continue;
    const possible = ["enforcementLevel", ...Object.keys(settingsOf(rule))];
    const extra = Object.keys(override).find((key) => !possible.includes(key));
    if (extra !== undefined)
      throw new Error(`override of ${name}: it has no setting ${extra}; possible are ${possible.join(", ")}`);
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
  preset: PresetOverride | undefined,
  pack: EnforcementLevel | undefined,
): EnforcementLevel {
  if (own.level !== undefined) return own.level;
  if (preset?.level === "disabled") return "disabled";
  return (rule.level === "disabled" ? undefined : pack) ?? preset?.level ?? rule.level;
}

export function createPack(options: PackOptions = {}): PolicyPackArgs {
  const chosen = options.rules ?? ALL_RULES;
  refuseUnknown([...chosen, ...coverageRules([])], options.overrides);
  const scopes = scopesFor(options.scopes ?? [], chosen);
  const presets =
    options.preset === undefined ? undefined : presetOverrides(presetById(options.preset), options.strict === true);
  const configured = (rule: Rule): { rule: Rule; level: EnforcementLevel; defaults: RawConfig } => {
    const own = splitOverride(rule.name, options.overrides?.[rule.name]);
    const preset = presets?.get(rule.name);
    return {
      rule,
      level: levelOf(rule, own, preset, options.level),
      defaults: withScopes({ ...preset?.defaults, ...own.defaults }, scopes.get(rule.name)),
    };
  };
  const rules = chosen.map(configured);
  const enabled = rules.filter(({ level }) => level !== "disabled").map(({ rule }) => rule);
  const policies = [...rules, ...coverageRules(enabled).map(configured)].map(({ rule, level, defaults }) =>
    toPolicy(rule, {
      level,
      defaults,
      ...(options.exempt === undefined ? {} : { exempt: options.exempt }),
      ...(options.now === undefined ? {} : { now: options.now }),
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
