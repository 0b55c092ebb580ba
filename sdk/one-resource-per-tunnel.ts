import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "./program-error";

/** Who holds which tunnel in one run of a program. */
interface Run {
  readonly holders: Map<string, { readonly name: string; readonly resource: object }>;
  /** Pulumi shows every error of a program: one is enough for one mistake. */
  reported: boolean;
}

/** A process may run several programs, and one program several times. */
const runs = new WeakMap<object, Run>();

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
  const root = pulumi.runtime.getStackResource();
  if (root === undefined) return;
  const run = runs.get(root) ?? { holders: new Map(), reported: false };
  runs.set(root, run);
  const claim = ([connection, tunnel]: readonly unknown[]): void => {
    if (typeof connection !== "string" || typeof tunnel !== "string" || run.reported) return;
    const key = `${connection}:${tunnel}`;
    const holder = run.holders.get(key);
    if (holder === undefined) run.holders.set(key, { name, resource });
    else if (holder.resource !== resource) {
      run.reported = true;
      throw new ProgramError(
        `VpnTunnel "${name}" and VpnTunnel "${holder.name}" declare the same tunnel ${key}: keep one of them, or give one the other role`,
      );
    }
  };
  const connection = declared["vpnConnectionId"];
  for (const tunnel of [declared["tunnelId"], declared["role"], ...found]) {
    // What is plain is judged at once, so that the error points at the line of the program.
    if (typeof connection === "string" && (typeof tunnel === "string" || tunnel === undefined))
      claim([connection, tunnel]);
    // Of one output alone, which is nearly always the case, Pulumi makes half as many promises.
    else if (typeof connection === "string" && pulumi.Output.isInstance(tunnel))
      tunnel.apply((known) => claim([connection, known]));
    else pulumi.all([connection, tunnel]).apply(claim);
  }
}
