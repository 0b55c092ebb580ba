import { ApiError } from "../../api/errors";
import type { Delta } from "../../core/delta";
import { requestObject } from "../../core/wire-values";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import type { Observation } from "./observation";
import type { TunnelPorts } from "./ports";

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

/**
 * Sends one request, or waits a while where someone else is changing the gateway.
 * @returns false after such a wait: what was compared is no longer sure.
 */
export async function sentUnlessBusy(
  todo: Delta,
  tunnel: Observation,
  ports: TunnelPorts,
  deadline: number,
): Promise<boolean> {
  try {
    await sendChange(todo, tunnel, ports);
    return true;
  } catch (error) {
    const isBusy = error instanceof ApiError && (error.category === "configuring" || error.category === "conflict");
    if (!isBusy || ports.clock.now() >= deadline) throw error;
    await ports.clock.sleep(ports.settle.everyMs);
    return false;
  }
}
