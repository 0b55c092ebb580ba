/** Turns a rule into the object that a Pulumi policy pack takes. Types only: @pulumi/policy is not loaded here. */

import type { EnforcementLevel, Policies, Policy, PolicyConfigSchema, ResourceRemediation } from "@pulumi/policy";
import type { Outcome, RawConfig, ResourceRule, Rule } from "../rule/rule";
import { JUDGED_TYPES } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";
import { parseSettings } from "../rule/settings";
import type { Settings } from "../rule/settings";
import { EXEMPT, describeEnded, standingOf } from "./exemption";
import type { Exemption } from "./exemption";

export interface PolicyOptions {
  readonly level?: EnforcementLevel;
  /** Replaces defaults of the rule's settings; a configuration file still has the last word. */
  readonly defaults?: RawConfig;
  readonly exempt?: readonly Exemption[];
  /** The day that exemptions are held against. */
  readonly now?: () => Date;
}

export const NOT_APPLICABLE_REASON = "Only IPsec-VPN tunnels and connections of Alibaba Cloud are judged";

export function settingsOf(rule: Rule): Settings {
  return { ...rule.settings, exempt: EXEMPT };
}

/** The configuration schema with the defaults that are in force. */
export function configSchemaOf(rule: Rule, defaults: RawConfig = {}): PolicyConfigSchema {
  const properties: PolicyConfigSchema["properties"] = {};
  for (const [name, setting] of Object.entries(settingsOf(rule))) {
    const given = defaults[name];
    if (given === undefined) {
      properties[name] = setting.schema;
      continue;
    }
    const parsed = setting.parse(given);
    if (!parsed.ok) throw new Error(`default of policy ${rule.name}: ${name} ${parsed.reason}`);
    // JSON in, JSON out: a default is what a configuration file could hold as well.
    properties[name] = { ...setting.schema, default: JSON.parse(JSON.stringify(given)) };
  }
  return { properties };
}

function factsOf(rule: Rule, options: PolicyOptions): Policy {
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: options.level ?? rule.level,
    severity: rule.severity,
    framework: rule.framework,
    tags: ["ipsec", "alicloud", rule.group],
    remediationSteps: rule.remediationSteps,
    url: rule.url,
    configSchema: configSchemaOf(rule, { ...options.defaults, ...exemptDefault(options) }),
  };
}

const exemptDefault = (options: PolicyOptions): RawConfig =>
  options.exempt === undefined ? {} : { exempt: options.exempt };

/** What is not known is reported last, as Pulumi does it: thrown, it becomes an advisory, and only the first is shown. */
function throwUnknown(outcome: Outcome): void {
  const [first] = outcome.unknown;
  if (first !== undefined) throw first;
}

export function toPolicy(rule: Rule, options: PolicyOptions = {}): Policies[number] {
  const now = options.now ?? ((): Date => new Date());
  const effective = (config: RawConfig): RawConfig => ({ ...options.defaults, ...exemptDefault(options), ...config });
  const remediation =
    (change: NonNullable<ResourceRule["remediate"]>): ResourceRemediation =>
    (args) => {
      if (!JUDGED_TYPES.includes(args.type)) args.notApplicable(NOT_APPLICABLE_REASON);
      const config = effective(args.getConfig());
      const resource: JudgedResource = { type: args.type, name: args.name, urn: args.urn, props: args.props };
      if (standingOf(exemptionsIn(config), resource, now()).exempt) return undefined;
      // The very object goes back: a copy would turn secrets into plain text in the state.
      return change(resource, config) ? args.props : undefined;
    };
  const exemptionsIn = (config: RawConfig): readonly Exemption[] =>
    parseSettings({ exempt: EXEMPT }, config, rule.name).exempt;
  if (rule.scope === "resource") {
    return {
      ...factsOf(rule, options),
      validateResource(args, report): void {
        if (!JUDGED_TYPES.includes(args.type)) args.notApplicable(NOT_APPLICABLE_REASON);
        const config = effective(args.getConfig());
        const resource: JudgedResource = { type: args.type, name: args.name, urn: args.urn, props: args.props };
        const standing = standingOf(exemptionsIn(config), resource, now());
        for (const exemption of standing.ended) report(describeEnded(exemption));
        if (standing.exempt) return;
        const outcome = rule.evaluate(resource, config);
        if (!outcome.applicable) args.notApplicable(NOT_APPLICABLE_REASON);
        for (const { message } of outcome.violations) report(message);
        throwUnknown(outcome);
      },
      ...(rule.remediate === undefined ? {} : { remediateResource: remediation(rule.remediate) }),
    };
  }
  return {
    ...factsOf(rule, options),
    validateStack(args, report): void {
      const config = effective(args.getConfig());
      const exemptions = exemptionsIn(config);
      const judged = args.resources.filter(({ type }) => JUDGED_TYPES.includes(type));
      if (judged.length === 0) args.notApplicable(NOT_APPLICABLE_REASON);
      const included: JudgedResource[] = [];
      for (const { type, name, urn, props, propertyDependencies } of judged) {
        const standing = standingOf(exemptions, { name, urn }, now());
        for (const exemption of standing.ended) report(describeEnded(exemption), urn);
        const madeFrom = (property: string): readonly string[] =>
          (propertyDependencies[property] ?? []).map((dependency) => dependency.urn);
        if (!standing.exempt) included.push({ type, name, urn, props, madeFrom });
      }
      const outcome = rule.evaluate(included, config);
      for (const { message, urn } of outcome.violations) report(message, urn);
      throwUnknown(outcome);
    },
  };
}
