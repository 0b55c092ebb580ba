// A stack of the two tunnels of a connection on the real CLI, whose calls go through a gate.
import type { Simulator } from "../../simulator";
import type { EngineStack } from "../engine/harness";
import { declare, ownSimulator, tunnelStack, type Tunnels } from "../engine/tunnels";
import { Gate } from "./gate";

export interface GatedStack {
  readonly stack: EngineStack;
  readonly gate: Gate;
}

/** A stack whose calls go through a gate of its own; not yet deployed. */
export async function gatedStack(
  sim: Simulator,
  tunnels: Tunnels,
  config: Readonly<Record<string, string>> = {},
): Promise<GatedStack> {
  const gate = await Gate.inFrontOf(sim);
  const stack = await tunnelStack(sim, tunnels, {
    config: { "alicloud:endpoints": JSON.stringify([{ vpc: `127.0.0.1:${gate.port}` }]), ...config },
  });
  return { stack, gate };
}

/** The tunnels of one connection, both with these values. */
export function bothTunnels(vpnConnectionId: string, declared: object): Tunnels {
  return {
    master: { vpnConnectionId, role: "master", ...declared },
    slave: { vpnConnectionId, role: "slave", ...declared },
  };
}

export { declare, ownSimulator };
