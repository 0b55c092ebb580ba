import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "./program-error";

/** The tunnels that one run of a program declares. */
interface Run {
  /** The first resource that declares each tunnel. */
  readonly holders: Map<string, { readonly name: string; readonly resource: object }>;
  /** True after the first error: Pulumi shows every error of a program, and one is enough for one mistake. */
  isReported: boolean;
}

/** A process may run several programs, and one program several times. */
const runs = new WeakMap<object, Run>();

/**
 * Refuses a second resource for one tunnel: the two would undo each other's changes at every `up`. The program does
 * this, because Pulumi does not tell the provider which resource asks. One resource may declare a tunnel by its `role`
 * and another one by its `tunnelId`; both are compared, together with the id that the provider found.
 * @param found Outputs that name the tunnel once it was looked up.
 */
export function claimTunnel(
  resource: pulumi.CustomResource,
  name: string,
  declared: Readonly<Record<string, unknown>>,
  found: readonly pulumi.Output<unknown>[],
): void {
  const root = pulumi.runtime.getStackResource();
  if (root === undefined) return;
  const run = runs.get(root) ?? { holders: new Map(), isReported: false };
  runs.set(root, run);
  const claim = ([connection, tunnel]: readonly unknown[]): void => {
    if (typeof connection !== "string" || typeof tunnel !== "string" || run.isReported) return;
    const key = `${connection}:${tunnel}`;
    const holder = run.holders.get(key);
    if (holder === undefined) run.holders.set(key, { name, resource });
    else if (holder.resource !== resource) {
      run.isReported = true;
      throw new ProgramError(
        `VpnTunnel "${name}" and VpnTunnel "${holder.name}" declare the same tunnel ${key}: keep one of them, or give one the other role`,
      );
    }
  };
  const connection = declared["vpnConnectionId"];
  for (const tunnel of [declared["tunnelId"], declared["role"], ...found]) {
    // A plain value is judged at once, so that the error points at the line of the program.
    if (typeof connection === "string" && (typeof tunnel === "string" || tunnel === undefined))
      claim([connection, tunnel]);
    // Nearly always only the tunnel is an Output. `apply` on it makes half as many promises as `pulumi.all` does.
    else if (typeof connection === "string" && pulumi.Output.isInstance(tunnel))
      tunnel.apply((resolved) => claim([connection, resolved]));
    else pulumi.all([connection, tunnel]).apply(claim);
  }
}
