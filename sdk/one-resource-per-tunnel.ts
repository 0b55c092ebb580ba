import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "./program-error";

/** The tunnels that one run of a program declares. */
interface Run {
  /** The first resource that declares each tunnel. */
  readonly holders: Map<string, { readonly type: string; readonly name: string; readonly resource: object }>;
  /** True after the first error: Pulumi shows every error of a program, and one is enough for one mistake. */
  isReported: boolean;
}

/** A process may run several programs, and one program several times. */
const runs = new WeakMap<object, Run>();

/**
 * Refuses a second resource for one tunnel: the two would undo each other's changes at every `up`. The program does
 * this, because Pulumi does not tell the provider which resource asks. One resource may declare a tunnel by its `role`
 * and another one by its `tunnelId`; both are compared, together with the id that the provider found.
 * @param connection The connection as the program declares it.
 * @param tunnels Whatever names a tunnel of the resource: its role, its id, and outputs that have its id.
 */
export function claimTunnels(
  resource: pulumi.CustomResource,
  name: string,
  connection: unknown,
  tunnels: readonly unknown[],
): void {
  const root = pulumi.runtime.getStackResource();
  if (root === undefined) return;
  const run = runs.get(root) ?? { holders: new Map(), isReported: false };
  runs.set(root, run);
  const type = resource.constructor.name;
  const claim = ([ofConnection, tunnel]: readonly unknown[]): void => {
    if (typeof ofConnection !== "string" || typeof tunnel !== "string" || run.isReported) return;
    const key = `${ofConnection}:${tunnel}`;
    const holder = run.holders.get(key);
    if (holder === undefined) run.holders.set(key, { type, name, resource });
    else if (holder.resource !== resource) {
      run.isReported = true;
      throw new ProgramError(
        `${type} "${name}" and ${holder.type} "${holder.name}" declare the same tunnel ${key}: keep one of them${
          type === holder.type && type === "VpnTunnel" ? ", or give one the other role" : ""
        }`,
      );
    }
  };
  for (const tunnel of tunnels) {
    // A plain value is judged at once, so that the error points at the line of the program.
    if (typeof connection === "string" && (typeof tunnel === "string" || tunnel === undefined))
      claim([connection, tunnel]);
    // Nearly always only the tunnel is an Output. `apply` on it makes half as many promises as `pulumi.all` does.
    else if (typeof connection === "string" && pulumi.Output.isInstance(tunnel))
      tunnel.apply((resolved) => claim([connection, resolved]));
    else pulumi.all([connection, tunnel]).apply(claim);
  }
}

/**
 * The tunnel that the provider found. At preview a new resource has no outputs yet, but its checked inputs name the
 * tunnel.
 * @param observed The input that `check` wrote; of a pair, one group in it.
 */
export function tunnelIdIn(observed: unknown, group?: string): pulumi.Output<unknown> {
  const output: pulumi.Output<unknown> = pulumi.output(observed);
  return output.apply((bag) => memberOf(group === undefined ? bag : memberOf(bag, group), "tunnelId"));
}

function memberOf(bag: unknown, name: string): unknown {
  return typeof bag === "object" && bag !== null ? Reflect.get(bag, name) : undefined;
}
