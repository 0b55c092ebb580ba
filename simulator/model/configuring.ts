import type { Connection, Tunnel, VpnGateway } from "./entities";
import type { Store } from "./store";

/**
 * Configuration is asynchronous: after an accepted change the gateway, the connection and the tunnel are `updating` for
 * a while. Nothing is scheduled for that: the end is a time, and every reader compares it with the clock.
 */
export class Configuring {
  constructor(
    private readonly store: Store,
    /** How long a change takes. */
    public durationMs: number,
  ) {}

  private readonly busy = new Set<VpnGateway | Connection | Tunnel>();

  begin(connection: Connection, tunnel: Tunnel, now: number): void {
    const until = now + this.durationMs;
    const gateway = this.store.gateways.get(connection.VpnGatewayId);
    for (const one of gateway ? [gateway, connection, tunnel] : [connection, tunnel]) {
      one.configuringUntil = until;
      this.busy.add(one);
    }
    if (this.busy.size > 1000) this.forgetDone(now);
  }

  /**
   * Is another change of what this connection belongs to still being configured? Connections of one VPN gateway take
   * turns ("The VPN is in the configuration state, please wait a while before operating."); one that is attached to a
   * transit router has no gateway and waits for itself only.
   */
  isBusy(connection: Connection, now: number): boolean {
    const gateway = this.store.gateways.get(connection.VpnGatewayId);
    return Math.max(gateway?.configuringUntil ?? 0, connection.configuringUntil) > now;
  }

  /** Ends all configuring at once. */
  settle(): void {
    for (const one of this.busy) one.configuringUntil = 0;
    this.busy.clear();
  }

  private forgetDone(now: number): void {
    for (const one of this.busy) if (one.configuringUntil <= now) this.busy.delete(one);
  }
}

/**
 * `active`, or `attached` on a transit router ("State": "attached" beside "AttachType": "CEN", DescribeVpnConnections).
 */
export function connectionState(connection: Connection, now: number): string {
  if (connection.configuringUntil > now) return "updating";
  if (connection.AttachType === "VPNGW") return "active";
  if (connection.FinancialLocked) return "financialLocked";
  return connection.AttachType === "CEN" ? "attached" : "init";
}

export function tunnelState(tunnel: Tunnel, now: number): string {
  return tunnel.configuringUntil > now ? "updating" : "active";
}
