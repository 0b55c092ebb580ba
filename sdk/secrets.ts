import * as pulumi from "@pulumi/pulumi";

/** What the program declares, in the form in which it is registered. */
export interface Registration {
  /** The arguments, with each secret value taken out of its group and put under a name of its own. */
  readonly inputs: Record<string, unknown>;
  /** Paths whose values the program calls secret; undefined where there are none. */
  readonly secretPaths: pulumi.Output<string[] | undefined> | undefined;
}

/**
 * Takes every secret value out of its group: one secret in a group hides the whole group from previews, outputs and
 * exports. It is secret from here on, whatever the program passed: plain, Output or both.
 * @param secretPaths The name that each secret path is stored under: `{ "tunnelIkeConfig.psk": "preSharedKey" }`.
 * @param secretOutputs Outputs that the program calls secret (`additionalSecretOutputs`).
 */
export function registrationOf(
  args: object,
  secretPaths: Readonly<Record<string, string>>,
  secretOutputs: readonly string[] = [],
): Registration {
  const inputs: Record<string, unknown> = { ...args };
  for (const [path, name] of Object.entries(secretPaths)) {
    const [groupName = "", member = ""] = path.split(".");
    const group = inputs[groupName];
    if (group === undefined || group === null) continue;
    const [value, rest] = isPlain(group) ? apart(group, member) : apartLater(group, member);
    inputs[groupName] = rest;
    if (value !== undefined) inputs[name] = pulumi.secret(value);
  }
  return { inputs, secretPaths: secretsAmong(args, new Set(Object.entries(secretPaths).flat()), secretOutputs) };
}

type Apart = readonly [value: unknown, rest: unknown];

function apart(group: Readonly<Record<string, unknown>>, member: string): Apart {
  const { [member]: value, ...rest } = group;
  return value === undefined || value === null ? [undefined, group] : [value, rest];
}

/** A group that is an Output or a promise is resolved first. */
function apartLater(group: unknown, member: string): Apart {
  const resolving: pulumi.Output<unknown> = pulumi.output(group);
  const each = (index: 0 | 1): pulumi.Output<unknown> =>
    resolving.apply((resolved) => (isPlain(resolved) ? apart(resolved, member)[index] : [undefined, resolved][index]));
  return [each(0), each(1)];
}

/**
 * The paths of arguments that are secret because the program says so. The provider is not told by Pulumi, and it must
 * know: the same value is reported by the API too, and stands in messages.
 */
function secretsAmong(
  args: object,
  known: ReadonlySet<string>,
  secretOutputs: readonly string[],
): Registration["secretPaths"] {
  const asked: Promise<string | undefined>[] = secretOutputs.map((name) => Promise.resolve(name));
  const visit = (bag: object, prefix: string): void => {
    for (const [name, value] of Object.entries(bag)) {
      const path = prefix + name;
      if (known.has(path)) continue;
      if (isPlain(value)) visit(value, `${path}.`);
      else if (isResolving(value)) asked.push(isSecret(value).then((secret) => (secret ? path : undefined)));
    }
  };
  visit(args, "");
  if (asked.length === 0) return undefined;
  const paths = Promise.all(asked).then((found) => {
    const names = found.filter((path) => path !== undefined).filter((path) => !known.has(path));
    return [...new Set(names)].sort();
  });
  return pulumi.output(paths).apply((list) => (list.length === 0 ? undefined : list));
}

const isSecret = (value: unknown): Promise<boolean> => {
  const output: pulumi.Output<unknown> = pulumi.output(value);
  return pulumi.isSecret(output);
};

const isResolving = (value: unknown): boolean => pulumi.Output.isInstance(value) || value instanceof Promise;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isResolving(value);
