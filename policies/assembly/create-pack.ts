/** Puts a pack together from rules. The result is the second argument of `new PolicyPack(name, …)`. */

import type { EnforcementLevel, PolicyPackArgs } from "@pulumi/policy";
import { coverageRules } from "../coverage/coverage-rules";
import { presetsOf } from "../presets/choice";
import type { PresetChoice } from "../presets/choice";
import type { RawConfig, Rule } from "../rule/rule";
import { ALL_RULES } from "../rules";
import type { Exemption } from "./exemption";
import { underStandards } from "./preset-overrides";
import type { PresetOverride, Standards } from "./preset-overrides";
import { reportedOnce } from "./reported-once";
import { toPolicy } from "./to-policy";

export interface PackOptions {
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
  /** By rule name: a level, or settings with or without a level. */
  readonly overrides?: Readonly<Record<string, EnforcementLevel | RawConfig>>;
  /** Resources that no rule of the pack applies to. */
  readonly exempt?: readonly Exemption[];
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
    const possible = ["enforcementLevel", "exempt", ...Object.keys(rule.settings)];
    const extra = Object.keys(override).find((key) => !possible.includes(key));
    if (extra !== undefined)
      throw new Error(`override of ${name}: it has no setting ${extra}; possible are ${possible.join(", ")}`);
  }
}

/** The level of the override; else "disabled" under the preset; else the pack's, the preset's or the rule's own. */
function levelOf(
  rule: Rule,
  own: PresetOverride,
  preset: PresetOverride,
  pack: EnforcementLevel | undefined,
): EnforcementLevel {
  if (own.level !== undefined) return own.level;
  if (preset.level === "disabled") return "disabled";
  return (rule.level === "disabled" ? undefined : pack) ?? preset.level ?? rule.level;
}

export function createPack(options: PackOptions = {}): PolicyPackArgs {
  const chosen = options.rules ?? ALL_RULES;
  refuseUnknown([...chosen, ...coverageRules([])], options.overrides);
  const { strict = false, exactly = false } = options;
  const standards: Standards = { presets: presetsOf(options), strict, exactly };
  const configured = (given: Rule): { rule: Rule; level: EnforcementLevel; defaults: RawConfig } => {
    const own = splitOverride(given.name, options.overrides?.[given.name]);
    const { rule, ...preset } = standards.presets.length === 0 ? { rule: given } : underStandards(given, standards);
    return {
      rule,
      level: levelOf(rule, own, preset, options.level),
      defaults: { ...preset.defaults, ...own.defaults },
    };
  };
  const rules = chosen.map(configured);
  const enabled = rules.filter(({ level }) => level !== "disabled").map(({ rule }) => rule);
  const asked = reportedOnce(
    rules.map(({ rule }) => rule),
    standards.presets,
  );
  const inOrder = asked.flatMap((rule) =>
    rules.filter(({ rule: { name } }) => name === rule.name).map((one) => ({ ...one, rule })),
  );
  const policies = [...inOrder, ...coverageRules(enabled).map(configured)].map(({ rule, level, defaults }) =>
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
