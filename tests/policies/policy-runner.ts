/** Runs a policy as the server of @pulumi/policy does, without the server: same proxy, same three ways to end. */

import type { Policies, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { nameOf, urnOf } from "../../policies/testing/given";
import type { GivenResource } from "../../policies/testing/given";

export type { GivenResource };

interface ProxyModule {
  unknownCheckingProxy(props: object): Record<string, unknown>;
  readonly UnknownValueError: new (...args: never[]) => Error;
  readonly unknownStringValue: string;
  readonly unknownObjectValue: string;
  readonly unknownArrayValue: string;
}

// Its declarations are stripped from the package, so the types are given here.
const proxy: ProxyModule = require("@pulumi/policy/proxy");

export const UNKNOWN = proxy.unknownStringValue;
export const UNKNOWN_OBJECT = proxy.unknownObjectValue;
export const UNKNOWN_ARRAY = proxy.unknownArrayValue;

/** Properties as Pulumi hands them to a rule: reading an unknown value throws. */
export const knownOrThrows = (props: object): object => proxy.unknownCheckingProxy(props);

export interface Result {
  readonly violations: readonly string[];
  /** Whose violation each one is, for a stack policy. */
  readonly urns: readonly (string | undefined)[];
  /** The error for a value that is not known, which the CLI shows as an advisory. */
  readonly advisory: string | undefined;
  readonly notApplicable: string | undefined;
}

class NotApplicable extends Error {}

/** What the server takes in the place of a message, for a finding with a level of its own. */
interface Advisory {
  readonly message: string;
  readonly enforcementLevel: string;
}

const notApplicable = (reason?: string): never => {
  throw new NotApplicable(reason);
};

const base = (resource: GivenResource) => ({
  type: resource.type,
  name: nameOf(resource),
  urn: urnOf(resource),
  props: proxy.unknownCheckingProxy(resource.props),
  opts: {
    protect: false,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
  },
  isType: () => false,
  asType: () => undefined,
});

/** A policy's configuration arrives as JSON of any shape; what the rule asks for is its own business. */
const configGiver = (config: object) =>
  // The signature is that of @pulumi/policy.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  function getConfig<T extends object>(): T {
    return config as T;
  };

async function collect(
  validate: (report: (message: string | Advisory, urn?: string) => void) => Promise<void> | void,
): Promise<Result> {
  const violations: string[] = [];
  const urns: (string | undefined)[] = [];
  const done = { violations, urns, advisory: undefined, notApplicable: undefined };
  try {
    await validate((message, urn) => {
      violations.push(typeof message === "string" ? message : message.message);
      urns.push(urn);
    });
  } catch (error) {
    if (error instanceof NotApplicable) return { ...done, notApplicable: error.message };
    if (error instanceof proxy.UnknownValueError) return { ...done, advisory: error.message };
    throw error;
  }
  return done;
}

export function isStackPolicy(policy: Policies[number]): policy is StackValidationPolicy {
  return "validateStack" in policy;
}

export function runResourcePolicy(
  policy: ResourceValidationPolicy,
  resource: GivenResource,
  config: object = {},
): Promise<Result> {
  const { validateResource } = policy;
  if (typeof validateResource !== "function") throw new Error(`${policy.name} has no single validation function`);
  return collect((report) =>
    validateResource(
      { ...base(resource), stackTags: new Map(), getConfig: configGiver(config), notApplicable },
      report,
    ),
  );
}

export function runStackPolicy(
  policy: StackValidationPolicy,
  resources: readonly GivenResource[],
  config: object = {},
): Promise<Result> {
  return collect((report) =>
    policy.validateStack(
      {
        resources: resources.map((resource) => ({ ...base(resource), dependencies: [], propertyDependencies: {} })),
        stackTags: new Map(),
        getConfig: configGiver(config),
        notApplicable,
      },
      report,
    ),
  );
}

export function run(
  policy: Policies[number],
  resources: readonly GivenResource[],
  config: object = {},
): Promise<Result> {
  if (isStackPolicy(policy)) return runStackPolicy(policy, resources, config);
  const [resource] = resources;
  if (resource === undefined) throw new Error("a resource policy needs a resource");
  return runResourcePolicy(policy, resource, config);
}

/** Levels and settings by the name of a rule, as a configuration file has them. */
export type PackConfig = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Runs the policies over one resource in their order, as the server does; each result under its policy's name. */
export async function runPack(
  policies: Policies,
  resource: GivenResource,
  config: PackConfig = {},
): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>();
  for (const policy of policies) {
    const { enforcementLevel = policy.enforcementLevel, ...settings } = config[policy.name] ?? {};
    if (isStackPolicy(policy) || enforcementLevel === "disabled") continue;
    results.set(policy.name, await run(policy, [resource], settings));
  }
  return results;
}
