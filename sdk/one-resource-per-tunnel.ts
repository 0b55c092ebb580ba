import * as pulumi from "@pulumi/pulumi";

/** Which resource of a program holds which tunnel; one map for each run, since a process may run several programs. */
const holdersOfRun = new WeakMap<object, Map<string, { readonly name: string; readonly resource: object }>>();

/**
 * Refuses a second resource for one tunnel: the two would undo each other's changes at every `up`.
 * It is done here because only the program knows its resources; the provider is not told who asks.
 * A tunnel is known by what is declared and by what is found, so that `role` here and `tunnelId` there meet.
 * @param found Outputs that name the tunnel once it was looked up.
 */
export function claimTunnel(
  resource: pulumi.CustomResource,
  name: string,
  declared: Readonly<Record<string, unknown>>,
  found: readonly pulumi.Output<unknown>[],
): void {
  const run = pulumi.runtime.getStackResource();
  if (run === undefined) return;
  const holders = holdersOfRun.get(run) ?? new Map<string, { readonly name: string; readonly resource: object }>();
  holdersOfRun.set(run, holders);
  const claim = ([connection, tunnel]: readonly unknown[]): void => {
    if (typeof connection !== "string" || typeof tunnel !== "string") return;
    const key = `${connection}:${tunnel}`;
    const holder = holders.get(key);
    if (holder !== undefined && holder.resource !== resource)
      throw new pulumi.RunError(
        `VpnTunnel "${name}" and VpnTunnel "${holder.name}" declare the same tunnel ${key}: keep one of them, or give one the other role`,
      );
    holders.set(key, { name, resource });
  };
  for (const tunnel of [declared["tunnelId"], declared["role"], ...found])
    pulumi.all([declared["vpnConnectionId"], tunnel]).apply(claim);
}
