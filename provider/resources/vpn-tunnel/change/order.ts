import { carriesTraffic, nameOf, type Carrier, type Observation, type Sibling } from "../observation";
import type { TunnelPorts } from "../ports";

/** The order in which the tunnels of one connection are changed. */

/**
 * Of the tunnels that wait for one gateway, the highest rank goes first: a tunnel that carries no traffic, then a
 * standby (slave), then a master.
 */
export function rankOf(tunnel: Carrier & { readonly role: string }): number {
  if (!carriesTraffic(tunnel)) return 2;
  return tunnel.role === "slave" ? 1 : 0;
}

/**
 * Holds a tunnel back that carries traffic, for a sibling that has to go first. Pulumi starts one resource after the
 * other, and nobody knows whether the program changes the sibling too. So the wait ends when the sibling arrives, when
 * its comparison finds nothing to change, or after `siblingWaitMs`.
 */
export async function holdBack(tunnel: Observation, ports: TunnelPorts): Promise<void> {
  const { clock, operation, progress, siblingWaitMs } = ports;
  const isBefore = (sibling: Sibling): boolean =>
    rankOf({ ...sibling, connection: tunnel.connection }) > rankOf(tunnel);
  const awaited = tunnel.siblings.filter(isBefore).filter(({ tunnelId }) => !operation.hasArrived(tunnelId));
  if (siblingWaitMs === 0 || awaited.length === 0) return;
  const roles = awaited.map(({ role }) => role).join(" and ");
  progress.status(
    `${nameOf(tunnel)}: carries traffic; waiting up to ${siblingWaitMs / 1000} s for the ${roles} to be changed first`,
  );
  await Promise.race([
    Promise.all(awaited.map(({ tunnelId }) => operation.arrival(tunnelId))),
    clock.sleep(siblingWaitMs),
  ]);
}

/** Says in which order the tunnels of a connection were changed, once the second of them was. */
export function sayOrder({ connection }: Observation, { operation, progress }: TunnelPorts): void {
  const order = operation.orderOf(connection.id);
  if (order !== undefined) progress.info(`${connection.id}: changed ${order.join(", then ")}`);
}
