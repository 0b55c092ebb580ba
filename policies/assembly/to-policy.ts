/** Turns a rule into the object that a Pulumi policy pack takes. Types only: this does not load @pulumi/policy. */

import type {
  EnforcementLevel,
  Policies,
  Policy,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Outcome, RawConfig, ResourceRule, Rule, StackRule } from "../rule/rule";
import { pageOf } from "../rule/rule-page";
import { parseSettings } from "../rule/settings";
import type { Settings } from "../rule/settings";
import { JUDGED_TYPES } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";
import { EXEMPT, describeEnded, exemptionOf } from "./exemption";
import type { Exemption, ExemptionStatus, NamedResource } from "./exemption";

export interface PolicyOptions {
  readonly level?: EnforcementLevel;
  /** Replaces defaults of the rule's settings; a configuration file still has the last word. */
  readonly defaults?: RawConfig;
  readonly exempt?: readonly Exemption[];
  /** Tells the day, which decides whether an exemption has ended. */
  readonly now?: () => Date;
}

export const NOT_APPLICABLE_REASON = "Only IPsec-VPN tunnels and connections of Alibaba Cloud are judged";

export function toPolicy(rule: Rule, options: PolicyOptions = {}): Policies[number] {
  return rule.scope === "resource" ? resourcePolicy(rule, options) : stackPolicy(rule, options);
}

function resourcePolicy(rule: ResourceRule, options: PolicyOptions): ResourceValidationPolicy {
  const { remediate } = rule;
  return {
    ...metadataOf(rule, options),
    validateResource(args, report): void {
      if (!JUDGED_TYPES.includes(args.type)) args.notApplicable(NOT_APPLICABLE_REASON);
      const { config, exemptionFor } = configOf(rule, options, args.getConfig());
      const { isExempt, ended } = exemptionFor(args);
      for (const exemption of ended) report(describeEnded(exemption));
      if (isExempt) return;
      const outcome = rule.evaluate(args, config);
      if (!outcome.applicable) args.notApplicable(NOT_APPLICABLE_REASON);
      for (const { message } of outcome.violations) report(message);
      throwUnknown(outcome);
    },
    ...(remediate !== undefined && {
      remediateResource(args): object | undefined {
        if (!JUDGED_TYPES.includes(args.type)) args.notApplicable(NOT_APPLICABLE_REASON);
        const { config, exemptionFor } = configOf(rule, options, args.getConfig());
        if (exemptionFor(args).isExempt) return undefined;
        // The same object goes back to Pulumi: a copy would turn secrets into plain text in the state.
        return remediate(args, config) ? args.props : undefined;
      },
    }),
  };
}

function stackPolicy(rule: StackRule, options: PolicyOptions): StackValidationPolicy {
  return {
    ...metadataOf(rule, options),
    validateStack(args, report): void {
      const { config, exemptionFor } = configOf(rule, options, args.getConfig());
      const judged = args.resources.filter(({ type }) => JUDGED_TYPES.includes(type));
      if (judged.length === 0) args.notApplicable(NOT_APPLICABLE_REASON);
      const included = judged.flatMap(({ type, name, urn, props, propertyDependencies }): readonly JudgedResource[] => {
        const { isExempt, ended } = exemptionFor({ name, urn });
        for (const exemption of ended) report(describeEnded(exemption), urn);
        const madeFrom = (property: string): readonly string[] =>
          (propertyDependencies[property] ?? []).map((dependency) => dependency.urn);
        return isExempt ? [] : [{ type, name, urn, props, madeFrom }];
      });
      const outcome = rule.evaluate(included, config);
      for (const { message, resource } of outcome.violations) report(message, resource.urn);
      throwUnknown(outcome);
    },
  };
}

/** Throws the first unknown value, after all violations: Pulumi makes one advisory of it, and shows no second one. */
function throwUnknown({ unknown: [first] }: Outcome): void {
  if (first !== undefined) throw first;
}

function metadataOf(rule: Rule, options: PolicyOptions): Policy {
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: options.level ?? rule.level,
    severity: rule.severity,
    framework: rule.framework,
    tags: ["ipsec", "alicloud", rule.group],
    remediationSteps: rule.remediationSteps,
    url: pageOf(rule),
    configSchema: configSchemaOf(rule, defaultsOf(options)),
  };
}

/** The configuration that is in force, and the exemptions in it. `given` are the values that Pulumi hands over. */
function configOf(
  rule: Rule,
  options: PolicyOptions,
  given: RawConfig,
): { readonly config: RawConfig; readonly exemptionFor: (resource: NamedResource) => ExemptionStatus } {
  const now = options.now ?? ((): Date => new Date());
  const config = { ...defaultsOf(options), ...given };
  const { exempt } = parseSettings({ exempt: EXEMPT }, config, rule.name);
  return { config, exemptionFor: (resource) => exemptionOf(resource, exempt, now()) };
}

const defaultsOf = ({ defaults, exempt }: PolicyOptions): RawConfig => ({
  ...defaults,
  ...(exempt !== undefined && { exempt }),
});

/** The settings of a rule: its own, and the one that every rule has. */
export function settingsOf(rule: Rule): Settings {
  return { ...rule.settings, exempt: EXEMPT };
}

/** The configuration schema, with the defaults that are in force. */
function configSchemaOf(rule: Rule, defaults: RawConfig): PolicyConfigSchema {
  const properties: PolicyConfigSchema["properties"] = {};
  for (const [name, setting] of Object.entries(settingsOf(rule))) {
    const given = defaults[name];
    if (given === undefined) {
      properties[name] = setting.schema;
      continue;
    }
    const parsed = setting.parse(given);
    if (!parsed.ok) throw new Error(`default of policy ${rule.name}: ${name} ${parsed.reason}`);
    // Through JSON, because a default is a value that a configuration file could hold as well.
    properties[name] = { ...setting.schema, default: JSON.parse(JSON.stringify(given)) };
  }
  return { properties };
}
