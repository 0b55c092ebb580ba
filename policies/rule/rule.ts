/** The one shape of a rule: metadata, settings and a pure function. Nothing here loads Pulumi. */

import type { EnforcementLevel, PolicyComplianceFramework, Severity } from "@pulumi/policy";
import type { Gap } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";
import type { FindingFields } from "../subjects/tunnel";
import type { FieldName } from "../subjects/tunnel-fields";
import type { Citation } from "./citation";
import type { Settings } from "./settings";

/** What the names of this package's own rules begin with. */
export const RULE_PREFIX = "alicloud-vpn-";

/** The groups of the rules of this package. */
export const GROUPS = ["algorithms", "cidrs", "keys", "operations", "coverage"] as const;
export type Group = (typeof GROUPS)[number];

/** What a rule says about itself. `cite` gives `framework` and `url`. */
export interface RuleMetadata {
  /** Small letters, digits and hyphens, at most 100 characters. A team's own rules have a prefix of their own. */
  readonly name: string;
  readonly title: string;
  /** A full sentence; Pulumi prints it above every violation. */
  readonly description: string;
  /** One word for the tags: `algorithms`, `cidrs`, `keys`, `operations`, `coverage`, or one of your own. */
  readonly group: string;
  readonly severity: Severity;
  /** The level where no pack and no configuration file gives another one. */
  readonly level: Exclude<EnforcementLevel, "remediate">;
  /** The findings stop nothing, whatever level the pack or a configuration file has for its rules. */
  readonly alwaysAdvisory?: true;
  /** The place that the rule rests on; `framework` and `url` are the same for Pulumi. */
  readonly citation: Citation;
  readonly framework: PolicyComplianceFramework;
  /** The page of the source. */
  readonly url: string;
  /** The page that Pulumi shows in the place of the rule's own: that of a standard which the pack enforces. */
  readonly page?: string;
  /** How to correct a violation, in full sentences. */
  readonly remediationSteps: string;
  /** For a rule about networks: how it treats 0.0.0.0/0 on both sides. A phrase for the documentation only. */
  readonly routeBased?: string;
  /** Tags beside those that every rule has, such as the standards that configure it. */
  readonly tags?: readonly string[];
  /** For a rule that judges one value of a tunnel by its settings `allowed`, or `min` and `max`. */
  readonly judges?: JudgedValue;
}

/** The value, and what the rule accepts unless it is configured otherwise. */
export type JudgedValue =
  | { readonly field: FieldName; readonly allowed: readonly string[] }
  | { readonly field: FieldName; readonly min: number; readonly max: number };

export interface Violation extends FindingFields {
  readonly message: string;
  /** The part of the resource that it is about, as the message names it: a tunnel, both, or the connection. */
  readonly about?: string;
  /** Whose violation it is. */
  readonly resource: JudgedResource;
  /** Whose it is as much, for one about a group. */
  readonly parties?: readonly JudgedResource[];
}

export interface Outcome {
  /** False when the rule has nothing to say about this resource. */
  readonly applicable: boolean;
  readonly violations: readonly Violation[];
  /** The errors that Pulumi threw for values that are not known in this preview. */
  readonly unknown: readonly unknown[];
  /** The values that the rule should judge and could not. */
  readonly notJudged: readonly Gap[];
}

/** Values for a rule's settings, as a configuration file gives them. */
export type RawConfig = Readonly<Record<string, unknown>>;

interface AnyRule extends RuleMetadata {
  readonly settings: Settings;
}

export interface ResourceRule extends AnyRule {
  readonly scope: "resource";
  evaluate(resource: JudgedResource, config: RawConfig): Outcome;
  /** Changes the properties in place where the rule's level is `remediate`; true when it changed something. */
  readonly remediate?: (resource: JudgedResource, config: RawConfig) => boolean;
}

/** What a rule over a stack reads of each tunnel: fields, or one of these. */
export type Compared = FieldName | "gateways" | "networks";

export interface StackRule extends AnyRule {
  readonly scope: "stack";
  /** What the rule compares. Where a tunnel lacks it, the rules about coverage say so. */
  readonly compares: readonly Compared[];
  evaluate(resources: readonly JudgedResource[], config: RawConfig): Outcome;
}

export type Rule = ResourceRule | StackRule;
