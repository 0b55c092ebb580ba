import { ApiError } from "../../../api/errors";
import type { Delta } from "../../../core/delta";
import { requestObject } from "../../../core/wire-values";
import { vpnTunnelTable } from "../table/fields";
import type { Observation } from "../observation";
import type { TunnelPorts } from "../ports";

/** Sends one request. Whatever becomes of it, what was known of the connection is no longer sure. */
export async function sendChange(todo: Delta, tunnel: Observation, ports: TunnelPorts): Promise<void> {
  try {
    await ports.writes.modifyTunnel({
      vpnConnectionId: tunnel.connection.id,
      tunnelId: tunnel.tunnelId,
      specification: requestObject(vpnTunnelTable, todo.send),
    });
  } finally {
    ports.reads.forget(tunnel.connection.id);
  }
}

/** What became of a request: where the gateway was busy, an earlier try of it may be in all the same. */
export type Sending = "sent" | "busy" | "may be in";

/**
 * Sends one request, or waits a while where someone else is changing the gateway: after such a wait, what was compared
 * is no longer sure.
 */
export async function sentUnlessBusy(
  todo: Delta,
  tunnel: Observation,
  ports: TunnelPorts,
  deadline: number,
): Promise<Sending> {
  try {
    await sendChange(todo, tunnel, ports);
    return "sent";
  } catch (error) {
    const isBusy = error instanceof ApiError && (error.category === "configuring" || error.category === "conflict");
    if (!isBusy || ports.clock.now() >= deadline) throw error;
    await ports.clock.sleep(ports.settle.everyMs);
    return error.outcomeUnknown ? "may be in" : "busy";
  }
}
