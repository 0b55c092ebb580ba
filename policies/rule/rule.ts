/** The one shape of a rule. A rule is data and a pure function; nothing here loads Pulumi. */

import type { EnforcementLevel, PolicyComplianceFramework, Severity } from "@pulumi/policy";
import { connectionOf } from "../subjects/connection";
import type { Connection } from "../subjects/connection";
import { stackOf } from "../subjects/stack";
import type { Stack } from "../subjects/stack";
import { Ledger } from "../subjects/resource";
import type { Gap, JudgedResource } from "../subjects/resource";
import { tunnelsOf } from "../subjects/tunnel";
import type { Tunnel } from "../subjects/tunnel";
import { parseSettings } from "./settings";
import type { ConfigOf, Settings } from "./settings";

export const RULE_PREFIX = "alicloud-vpn-";

export type Group = "algorithms" | "cidrs" | "keys" | "operations" | "coverage";

export interface RuleFacts {
  readonly name: `${typeof RULE_PREFIX}${string}`;
  readonly title: string;
  /** A full sentence; Pulumi prints it above every violation. */
  readonly description: string;
  readonly group: Group;
  readonly severity: Severity;
  readonly level: Exclude<EnforcementLevel, "remediate">;
  readonly framework: PolicyComplianceFramework;
  readonly url: string;
  /** What to do about a violation, in full sentences. */
  readonly remediationSteps: string;
  /** For a rule about networks: what it does with 0.0.0.0/0 on both sides. A phrase; documentation only. */
  readonly routeBased?: string;
}

export interface Violation {
  readonly message: string;
  /** For a rule about a whole stack: whose violation it is. */
  readonly urn?: string;
}

export interface Outcome {
  /** False when the rule has nothing to say about this resource. */
  readonly applicable: boolean;
  readonly violations: readonly Violation[];
  /** What Pulumi threw for values that are not known in this preview. */
  readonly unknown: readonly unknown[];
  /** What the rule would judge and could not. */
  readonly notJudged: readonly Gap[];
}

export type RawConfig = Readonly<Record<string, unknown>>;

interface RuleCommon extends RuleFacts {
  readonly settings: Settings;
}

export interface ResourceRule extends RuleCommon {
  readonly scope: "resource";
  evaluate(resource: JudgedResource, config: RawConfig): Outcome;
  /** Changes the properties in place where the rule's level is `remediate`; true when it changed something. */
  readonly remediate?: (resource: JudgedResource, config: RawConfig) => boolean;
}

export interface StackRule extends RuleCommon {
  readonly scope: "stack";
  evaluate(resources: readonly JudgedResource[], config: RawConfig): Outcome;
}

export type Rule = ResourceRule | StackRule;

export type Violate = (message: string) => void;

const NOT_APPLICABLE: Outcome = { applicable: false, violations: [], unknown: [], notJudged: [] };

/** A rule about each tunnel of a resource. */
export function tunnelRule<const S extends Settings>(
  definition: RuleFacts & {
    readonly settings: S;
    readonly judge: (tunnel: Tunnel, config: ConfigOf<S>, violate: Violate) => void;
  },
): ResourceRule {
  const { judge, ...rest } = definition;
  return {
    ...rest,
    scope: "resource",
    evaluate(resource, raw): Outcome {
      const ledger = new Ledger();
      const tunnels = tunnelsOf(resource, ledger);
      if (tunnels === undefined) return NOT_APPLICABLE;
      const config = parseSettings(definition.settings, raw, definition.name);
      const violations: Violation[] = [];
      for (const tunnel of tunnels) {
        judge(tunnel, config, (message) => violations.push({ message: `${tunnel.label}: ${message}` }));
      }
      return { applicable: true, violations, unknown: ledger.unknown, notJudged: ledger.notJudged };
    },
  };
}

/** A rule about the traffic selectors of a resource's connection. */
export function connectionRule<const S extends Settings>(
  definition: RuleFacts & {
    readonly settings: S;
    readonly judge: (connection: Connection, config: ConfigOf<S>, violate: Violate) => void;
  },
): ResourceRule {
  const { judge, ...rest } = definition;
  return {
    ...rest,
    scope: "resource",
    evaluate(resource, raw): Outcome {
      const ledger = new Ledger();
      const connection = connectionOf(resource, ledger);
      if (connection === undefined) return NOT_APPLICABLE;
      const config = parseSettings(definition.settings, raw, definition.name);
      const violations: Violation[] = [];
      judge(connection, config, (message) => violations.push({ message: `${connection.label}: ${message}` }));
      return { applicable: true, violations, unknown: ledger.unknown, notJudged: ledger.notJudged };
    },
  };
}

/** A rule about all tunnels and connections of a stack together. */
export function stackRule<const S extends Settings>(
  definition: RuleFacts & {
    readonly settings: S;
    readonly judge: (
      stack: Stack,
      config: ConfigOf<S>,
      violate: (resource: JudgedResource, message: string) => void,
    ) => void;
  },
): StackRule {
  const { judge, ...rest } = definition;
  return {
    ...rest,
    scope: "stack",
    evaluate(resources, raw): Outcome {
      const ledger = new Ledger();
      const config = parseSettings(definition.settings, raw, definition.name);
      const violations: Violation[] = [];
      judge(stackOf(resources, ledger), config, ({ urn }, message) => violations.push({ message, urn }));
      return { applicable: true, violations, unknown: ledger.unknown, notJudged: ledger.notJudged };
    },
  };
}
