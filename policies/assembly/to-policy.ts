/** Turns a rule into the object that a Pulumi policy pack takes. Types only: this does not load @pulumi/policy. */

import type {
  EnforcementLevel,
  Policies,
  Policy,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { GapRecord } from "../coverage/gap-record";
import { mappingsOf } from "../presets/mappings";
import type { Outcome, RawConfig, ResourceRule, Rule, StackRule, Violation } from "../rule/rule";
import { pageOf } from "../rule/rule-page";
import { scopedSettings, scopesSetting } from "../rule/scopes";
import type { Settings } from "../rule/settings";
import { JUDGED_TYPES, NETWORK_TYPE, isInStack } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";
import { configReader, defaultsIn } from "./config-in-force";
import type { ConfigSources } from "./config-in-force";
import { isExemptAsAWhole, isExemptInPart, sortFindings, sortStackFindings } from "./exempted-findings";
import type { Sorted } from "./exempted-findings";
import type { Exemption } from "./exemption";
import { recordedFinding } from "./finding-record";
import type { FindingRecord } from "./finding-record";
import { PackError } from "./pack-error";
import { exemptSetting } from "./parse-exemption";
import { resourceLimits, withinStack } from "./report-limits";
import { isAnalyzeRun } from "./run-kind";

export interface PolicyOptions extends ConfigSources {
  readonly level?: EnforcementLevel;
  /** A sentence that follows the rule's description. */
  readonly remark?: string;
  /** Further exemptions, for remediation alone: the rule changes nothing on a resource that has one of them. */
  readonly untouched?: readonly Exemption[];
  /** Gets every finding, also one that does not count. */
  readonly record?: FindingRecord;
  /** Tells whether this is `pulumi policy analyze`; as Pulumi says, unless given. */
  readonly isAnalyze?: () => boolean;
  /** The gaps that the rules of a pack leave in this run, for the rules about coverage. */
  readonly gaps?: GapRecord;
}

export const NOT_APPLICABLE_REASON = "Only IPsec-VPN tunnels and connections of Alibaba Cloud are judged";

export function toPolicy(rule: Rule, options: PolicyOptions = {}): Policies[number] {
  return rule.scope === "resource" ? resourcePolicy(rule, options) : stackPolicy(rule, options);
}

function resourcePolicy(rule: ResourceRule, options: PolicyOptions): ResourceValidationPolicy {
  const { remediate } = rule;
  const configOf = configReader(rule, options);
  const withinLimits = resourceLimits();
  return {
    ...metadataOf(rule, options),
    validateResource(args, report): void {
      if (!JUDGED_TYPES.includes(args.type)) args.notApplicable(NOT_APPLICABLE_REASON);
      const { config, exempt, today } = configOf(args.getConfig());
      const { type, name, urn, props } = args;
      const outcome = rule.evaluate({ type, name, urn, props, mayHideSecrets: mayHideSecrets(options) }, config);
      options.gaps?.note(rule.name, urn, outcome.notJudged);
      if (!outcome.applicable) args.notApplicable(NOT_APPLICABLE_REASON);
      const sorted = sortFindings(outcome.violations, exempt, today);
      recordFindings(rule, options, sorted);
      for (const { message } of withinLimits(sorted.counted)) report(message);
      if (!isExemptAsAWhole(args, exempt, today)) throwUnknown(outcome);
    },
    ...(remediate !== undefined && {
      remediateResource(args): object | undefined {
        if (!JUDGED_TYPES.includes(args.type)) args.notApplicable(NOT_APPLICABLE_REASON);
        const { config, exempt, today } = configOf(args.getConfig());
        // Nobody can correct one value of a device and be sure that its others still fit, so all of them stay.
        if (isExemptInPart(args, [...exempt, ...(options.untouched ?? [])], today)) return undefined;
        // The same object goes back to Pulumi: a copy would turn secrets into plain text in the state.
        return remediate(args, config) ? args.props : undefined;
      },
    }),
  };
}

function stackPolicy(rule: StackRule, options: PolicyOptions): StackValidationPolicy {
  const configOf = configReader(rule, options);
  return {
    ...metadataOf(rule, options),
    validateStack(args, report): void {
      const { config, exempt, today } = configOf(args.getConfig());
      const judged = args.resources.filter(({ type }) => isInStack(type));
      if (!judged.some(({ type }) => type !== NETWORK_TYPE)) args.notApplicable(NOT_APPLICABLE_REASON);
      const resources = judged.map((each): JudgedResource => {
        const { type, name, urn, props, provider, propertyDependencies } = each;
        const madeFrom = (property: string): readonly string[] =>
          (propertyDependencies[property] ?? []).map((dependency) => dependency.urn);
        const mayHide = mayHideSecrets(options);
        return { type, name, urn, props, mayHideSecrets: mayHide, madeFrom, ...(provider && { provider }) };
      });
      const sorted = sortStackFindings((given) => rule.evaluate(given, config), resources, exempt, today);
      recordFindings(rule, options, sorted);
      for (const { message, resource, stopsNothing = rule.alwaysAdvisory } of withinStack(rule, sorted.counted))
        if (stopsNothing === true) reportAdvisory(report, message, resource.urn);
        else report(message, resource.urn);
      throwUnknown(sorted.outcome);
    },
  };
}

/**
 * Reports a finding that stops nothing, whatever the level of its policy. @pulumi/policy takes an object with a level
 * of its own in the place of the message, which its types do not say. A version that did not would print the text.
 */
function reportAdvisory(report: ReportViolation, message: string, urn: string): void {
  const finding = { message, urn, enforcementLevel: "advisory", toString: () => message };
  Reflect.apply(report, undefined, [finding, urn]);
}

function recordFindings(rule: Rule, { record, level }: PolicyOptions, { counted, exempted }: Sorted): void {
  if (record === undefined) return;
  const isAdvisory = rule.alwaysAdvisory === true || (level ?? rule.level) === "advisory";
  const levelOf = ({ stopsNothing }: Violation): "advisory" | "mandatory" =>
    isAdvisory || stopsNothing === true ? "advisory" : "mandatory";
  record.append([
    ...counted.map((violation: Violation) => recordedFinding(rule, levelOf(violation), violation)),
    ...exempted.map(({ violation, exemption }) => recordedFinding(rule, levelOf(violation), violation, exemption)),
  ]);
}

const mayHideSecrets = ({ isAnalyze = () => isAnalyzeRun() }: PolicyOptions): boolean => isAnalyze();

/** Throws the first unknown value, after all violations: Pulumi makes one advisory of it, and shows no second one. */
function throwUnknown({ unknown: [first] }: Outcome): void {
  if (first !== undefined) throw first;
}

function metadataOf(rule: Rule, options: PolicyOptions): Policy {
  return {
    name: rule.name,
    displayName: rule.title,
    description: options.remark === undefined ? rule.description : `${rule.description} ${options.remark}`,
    enforcementLevel: options.level ?? rule.level,
    severity: rule.severity,
    framework: rule.framework,
    tags: tagsOf(rule),
    remediationSteps: rule.remediationSteps,
    url: pageOf(rule),
    configSchema: configSchemaOf(rule, defaultsIn(options)),
  };
}

/** The standards and the controls of wider frameworks are tags, as Pulumi has room for one framework only. */
const tagsOf = ({ name, group, tags = [] }: Rule): string[] => [
  "ipsec",
  "alicloud",
  group,
  ...tags,
  ...mappingsOf(name).map(({ tag }) => tag),
];

/** The settings of a rule: its own, and those that every rule has. A rule without settings has no scopes for them. */
export function settingsOf(rule: Rule, now: () => Date = () => new Date()): Settings {
  const hasOwn = Object.keys(rule.settings).length > 0;
  return {
    ...rule.settings,
    ...(hasOwn && { scopes: scopesSetting(rule.settings) }),
    exempt: exemptSetting(now),
  };
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
    if (!parsed.ok) throw new PackError(`default of policy ${rule.name}: ${name} ${parsed.reason}`);
    // Through JSON, because a default is a value that a configuration file could hold as well.
    properties[name] = { ...setting.schema, default: JSON.parse(JSON.stringify(given)) };
  }
  // Two defaults that are right may contradict each other, also in a scope: reading them all tells.
  scopedSettings(rule.settings, defaults, rule.name);
  return { properties };
}
