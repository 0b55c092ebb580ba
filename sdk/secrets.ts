import * as pulumi from "@pulumi/pulumi";

/** The program's declaration in the form in which it is registered. */
export interface Registration {
  /** The arguments. Each secret value stands under a name of its own, outside of its group. */
  readonly inputs: Record<string, unknown>;
  /** Paths whose values the program calls secret; undefined where there are none. */
  readonly secretPaths: pulumi.Output<string[] | undefined> | undefined;
}

/**
 * Takes every secret value out of its group, because one secret in a group hides the whole group from previews, outputs
 * and exports. The value is secret from here on, even where the program passed it in clear.
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
    const [groupName = "", ...way] = path.split(".");
    const group = inputs[groupName];
    if (group === undefined || group === null) continue;
    const [value, rest] = splitAt(group, way);
    inputs[groupName] = rest;
    if (value !== undefined) inputs[name] = pulumi.secret(value);
  }
  return { inputs, secretPaths: secretsAmong(args, new Set(Object.entries(secretPaths).flat()), secretOutputs) };
}

/** One member of a group, and the group without it. */
type Split = readonly [value: unknown, rest: unknown];

/** @param way The names from the group to the member. */
function splitAt(group: unknown, way: readonly string[]): Split {
  return isOutputOrPromise(group) ? splitLater(group, way) : splitNow(group, way);
}

function splitNow(group: unknown, [member = "", ...deeper]: readonly string[]): Split {
  if (!isPlain(group)) return [undefined, group];
  const { [member]: value, ...rest } = group;
  if (value === undefined || value === null) return [undefined, group];
  if (deeper.length === 0) return [value, rest];
  const [inner, others] = splitAt(value, deeper);
  return [inner, { ...rest, [member]: others }];
}

/** The same for a group that is an Output or a promise. */
function splitLater(group: unknown, way: readonly string[]): Split {
  const output: pulumi.Output<unknown> = pulumi.output(group);
  const part = (index: 0 | 1): pulumi.Output<unknown> =>
    output.apply((resolved): unknown => splitNow(resolved, way)[index]);
  return [part(0), part(1)];
}

/**
 * The paths of arguments that the program calls secret. The provider must know them, because the API reports the same
 * values and messages show them. Pulumi does not tell the provider.
 * @param alwaysSecret Paths and names that are secret whatever the program says.
 */
function secretsAmong(
  args: object,
  alwaysSecret: ReadonlySet<string>,
  secretOutputs: readonly string[],
): Registration["secretPaths"] {
  const candidates: Promise<string | undefined>[] = secretOutputs.map((name) => Promise.resolve(name));
  const visit = (bag: object, prefix: string): void => {
    for (const [name, value] of Object.entries(bag)) {
      const path = prefix + name;
      if (alwaysSecret.has(path)) continue;
      if (isPlain(value)) visit(value, `${path}.`);
      else if (isOutputOrPromise(value)) candidates.push(isSecret(value).then((secret) => (secret ? path : undefined)));
    }
  };
  visit(args, "");
  if (candidates.length === 0) return undefined;
  const paths = Promise.all(candidates).then((found) => {
    const names = found.filter((path) => path !== undefined).filter((path) => !alwaysSecret.has(path));
    return [...new Set(names)].sort();
  });
  return pulumi.output(paths).apply((list) => (list.length === 0 ? undefined : list));
}

const isSecret = (value: unknown): Promise<boolean> => {
  const output: pulumi.Output<unknown> = pulumi.output(value);
  return pulumi.isSecret(output);
};

const isOutputOrPromise = (value: unknown): boolean => pulumi.Output.isInstance(value) || value instanceof Promise;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isOutputOrPromise(value);
