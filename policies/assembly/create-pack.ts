/** Puts a pack together from rules. What comes out is what `new PolicyPack(name, …)` takes. */

import type { EnforcementLevel, PolicyPackArgs } from "@pulumi/policy";
import { notJudged } from "../coverage/not-judged";
import type { RawConfig, Rule } from "../rule/rule";
import { ALL_RULES } from "../rules";
import type { Exemption } from "./exemption";
import { toPolicy } from "./to-policy";

export interface PackOptions {
  /** The rules of the pack; all of them unless given. */
  readonly rules?: readonly Rule[];
  /** The level of every rule that `overrides` gives none. */
  readonly level?: EnforcementLevel;
  /** By rule name: a level, or settings with or without a level. */
  readonly overrides?: Readonly<Record<string, EnforcementLevel | RawConfig>>;
  /** Resources that no rule of the pack applies to. */
  readonly exempt?: readonly Exemption[];
  readonly description?: string;
  /** The day that exemptions are held against. */
  readonly now?: () => Date;
}

const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

const isLevel = (value: unknown): value is EnforcementLevel => LEVELS.some((level) => level === value);

function splitOverride(
  name: string,
  override: EnforcementLevel | RawConfig | undefined,
): { readonly level?: EnforcementLevel; readonly defaults?: RawConfig } {
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

export function createPack(options: PackOptions = {}): PolicyPackArgs {
  const chosen = options.rules ?? ALL_RULES;
  const rules = [...chosen, notJudged(chosen)];
  refuseUnknown(rules, options.overrides);
  const policies = rules.map((rule) => {
    const { level = options.level, defaults } = splitOverride(rule.name, options.overrides?.[rule.name]);
    return toPolicy(rule, {
      ...(level === undefined ? {} : { level }),
      ...(defaults === undefined ? {} : { defaults }),
      ...(options.exempt === undefined ? {} : { exempt: options.exempt }),
      ...(options.now === undefined ? {} : { now: options.now }),
    });
  });
  return {
    policies,
    enforcementLevel: "advisory",
    description: options.description ?? "Judges IPsec-VPN tunnels and connections of Alibaba Cloud.",
    displayName: "Alibaba Cloud IPsec-VPN",
    provider: "alicloud",
    tags: ["ipsec", "alicloud"],
  };
}
