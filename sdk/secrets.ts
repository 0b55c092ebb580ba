import * as pulumi from "@pulumi/pulumi";

/** The arguments with every value at a secret path marked as secret, whatever the program passed: plain, Output or both. */
export function markSecrets(args: object, secretPaths: readonly string[]): Record<string, unknown> {
  const marked: Record<string, unknown> = { ...args };
  for (const path of secretPaths) {
    const [group, name] = path.split(".");
    if (group === undefined || name === undefined || marked[group] === undefined) continue;
    marked[group] = inGroup(marked[group], name);
  }
  return marked;
}

function inGroup(group: unknown, name: string): unknown {
  if (isPlain(group)) return withSecret(group, name);
  // A group that is an Output or a promise is resolved first; only the one value in it becomes secret.
  const resolving: pulumi.Output<unknown> = pulumi.output(group);
  return resolving.apply((resolved) => (isPlain(resolved) ? withSecret(resolved, name) : resolved));
}

function withSecret(group: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = group[name];
  return value === undefined || value === null ? group : { ...group, [name]: pulumi.secret(value) };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !pulumi.Output.isInstance(value) &&
  !(value instanceof Promise);
