/** Runs one rule over the resources of a test, as Pulumi would run it, without Pulumi. */

import type { Policies, ResourceValidationArgs, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Outcome, RawConfig, Rule, Violation } from "../rule/rule";
import type { JudgedResource } from "../subjects/resource";
import { nameOf, urnOf } from "./given";
import type { GivenResource } from "./given";
import { UnknownValue, throwsUnknown, withoutMarks } from "./handed-over";
import { verdictOf } from "./verdict";
import type { Found, Verdict } from "./verdict";

type Policy = Policies[number];

export interface JudgeOptions {
  /** The rule's settings, as a configuration file gives them. */
  readonly config?: RawConfig;
}

/**
 * Runs a rule of this package or of one's own, or a policy that is written for @pulumi/policy.
 * @param resources One resource or several. A rule over single resources judges each of them.
 * @throws Error if a message shows a secret, or if the rule itself throws.
 */
export async function judge(
  rule: Rule | Policy,
  resources: GivenResource | readonly GivenResource[],
  options: JudgeOptions = {},
): Promise<Verdict> {
  const secrets = new Set<string>();
  const given = [resources].flat().map((resource) => handedOver(resource, secrets));
  const verdict = isRule(rule)
    ? verdictOf(together(outcomesOf(rule, given, options.config ?? {})), rule.name)
    : verdictOf(await runPolicy(rule, given, options.config ?? {}), rule.name);
  const shown = verdict.violations.find(({ message: text }) => [...secrets].some((secret) => text.includes(secret)));
  if (shown !== undefined)
    throw new Error(`a message of ${rule.name} about ${shown.resource ?? "the stack"} shows a secret`);
  return verdict;
}

const isRule = (rule: Rule | Policy): rule is Rule => "evaluate" in rule;

function handedOver(resource: GivenResource, secrets: Set<string>): JudgedResource {
  const props = withoutMarks(resource.props, (text) => secrets.add(text));
  const { type } = resource;
  return { type, name: nameOf(resource), urn: urnOf(resource), props: throwsUnknown(Object(props)) };
}

function outcomesOf(rule: Rule, given: readonly JudgedResource[], config: RawConfig): readonly Outcome[] {
  return rule.scope === "stack"
    ? [rule.evaluate(given, config)]
    : given.map((resource) => rule.evaluate(resource, config));
}

type Findings = Omit<Verdict, "mustPass" | "mustFail">;

function foundIn(violation: Violation): Found {
  const { resource, about: _, ...found } = violation;
  return { ...found, resource: resource.name };
}
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const together = (outcomes: readonly Outcome[]): Findings => ({
  applicable: outcomes.some(({ applicable }) => applicable),
  violations: outcomes.flatMap(({ violations }) => violations.map(foundIn)),
  unknown: outcomes.flatMap(({ unknown }) => unknown.map(textOf)),
  notJudged: [...new Set(outcomes.flatMap(({ notJudged }) => notJudged.map(({ what }) => what)))],
});

class NotApplicable extends Error {}

const notApplicable = (reason?: string): never => {
  throw new NotApplicable(reason);
};

async function runPolicy(policy: Policy, given: readonly JudgedResource[], config: RawConfig): Promise<Findings> {
  const runs: Findings[] = [];
  if ("validateStack" in policy) runs.push(await collect((report) => validateStack(policy, given, config, report)));
  else for (const resource of given) for (const run of validations(policy, resource, config)) runs.push(await run);
  return {
    applicable: runs.some(({ applicable }) => applicable),
    violations: runs.flatMap(({ violations }) => violations),
    unknown: runs.flatMap(({ unknown }) => unknown),
    notJudged: [],
  };
}

/** Pulumi takes an object in the place of the message, for a finding with a level of its own. */
type Reported = string | { readonly message: string };
type Report = (message: Reported, urn?: string) => void;

const messageOf = (reported: Reported): string => (typeof reported === "string" ? reported : reported.message);

function validateStack(
  policy: StackValidationPolicy,
  given: readonly JudgedResource[],
  config: RawConfig,
  report: Report,
): Promise<void> | void {
  const resources = given.map((resource) => ({ ...base(resource), dependencies: [], propertyDependencies: {} }));
  return policy.validateStack(
    { resources, stackTags: new Map(), getConfig: configGiver(config), notApplicable },
    report,
  );
}

function validations(policy: ResourceValidationPolicy, resource: JudgedResource, config: RawConfig) {
  const args: ResourceValidationArgs = {
    ...base(resource),
    stackTags: new Map(),
    getConfig: configGiver(config),
    notApplicable,
  };
  return [policy.validateResource ?? []]
    .flat()
    .map((validate) => collect((report) => validate(args, (message) => report(message, resource.urn))));
}

async function collect(validate: (report: Report) => Promise<void> | void): Promise<Findings> {
  const violations: Found[] = [];
  const done = { applicable: true, violations, unknown: [], notJudged: [] };
  try {
    await validate((reported, urn) => {
      const message = messageOf(reported);
      const resource = urn?.split("::").at(-1);
      violations.push(resource === undefined ? { message } : { message, resource });
    });
  } catch (error) {
    if (error instanceof NotApplicable) return { ...done, applicable: false };
    if (error instanceof UnknownValue) return { ...done, unknown: [error.message] };
    throw error;
  }
  return done;
}

const isOfClass = (type: string, resourceClass: object): boolean => Reflect.get(resourceClass, "__pulumiType") === type;

/** A policy's configuration arrives as JSON of any shape; what the rule asks for is its own business. */
const configGiver = (config: RawConfig) =>
  // The signature is that of @pulumi/policy.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  function getConfig<T extends object>(): T {
    return config as T;
  };

function base({ type, name, urn, props }: JudgedResource) {
  const own = Object(props);
  return {
    type,
    name,
    urn,
    props: own,
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    isType: (resourceClass: object) => isOfClass(type, resourceClass),
    // The class says which properties there are.
    asType: (resourceClass: object) => (isOfClass(type, resourceClass) ? own : undefined),
  };
}
