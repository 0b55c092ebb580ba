import { change } from "./change";
import { established } from "./established";
import { guardAdoption } from "./guards";
import { observe, type Observation } from "./observation";
import { isUp } from "./operation";
import type { TunnelPorts } from "./ports";
import { AfterChangeError, asError, deltaOf, type Synced, type Target } from "./target";

/**
 * Makes the tunnel as wanted, from whatever state it is in: observe, send what differs, wait, observe again.
 * Sends nothing where nothing differs. Creating, updating, adopting and restoring are all this.
 */
export async function sync(target: Target, ports: TunnelPorts): Promise<Synced> {
  // Observe: an answer that this operation already has is good enough to find that nothing is to be done.
  const first = observe(target.selector, await ports.reads.connection(target.selector.vpnConnectionId));
  if (target.verifyOnly) guardAdoption(target.wanted(first.values), first);
  if (target.verifyOnly || deltaOf(target, first).differing.length === 0) return unchanged(target, first, ports);

  // Sync: alone on the gateway, from a fresh observation; a tunnel that carries no traffic goes before one that does.
  const rank = isUp(first.values) ? (first.role === "slave" ? 1 : 0) : 2;
  const key = first.connection.vpnGatewayId ?? first.connection.id;
  const changed = await ports.turns.take(key, () => change(target, first.connection, ports), rank);
  return "sent" in changed ? changed : unchanged(target, changed, ports);
}

/** Nothing differs; a tunnel that must be up and is not is waited for all the same. */
async function unchanged(target: Target, observation: Observation, ports: TunnelPorts): Promise<Synced> {
  const before = observation.values;
  if (!target.mustEstablish || isUp(before)) return { before, observation, sent: [] };
  try {
    return { before, observation: await established(observation.tunnelId, observation.connection, ports), sent: [] };
  } catch (error) {
    throw new AfterChangeError(before, observation, asError(error));
  }
}
