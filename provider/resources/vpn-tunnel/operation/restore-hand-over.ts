import type { TunnelSelector } from "../observation";
import type { RestorePoint } from "../state/restore-point";

interface HandedOver {
  readonly vpnConnectionId: string;
  readonly tunnelId: string;
  readonly role: string;
  readonly point: RestorePoint;
}

/**
 * Restore points of tunnels that an operation ends managing and goes on managing by another resource, which is what
 * `pulumi up --replace` is; one for the whole process. They last as long as the process: what a killed one held is
 * lost.
 */
export class RestoreHandOver {
  readonly #points: HandedOver[] = [];

  /** Keeps what a resource found on a tunnel for the next resource that adopts it. */
  give(point: HandedOver): void {
    this.#points.push(point);
  }

  /** What was found on a tunnel before a resource of this operation let go of it; undefined where there was none. */
  take({ vpnConnectionId, tunnelId, role }: TunnelSelector): RestorePoint | undefined {
    const isMeant = (each: HandedOver): boolean =>
      each.vpnConnectionId === vpnConnectionId &&
      (tunnelId === undefined ? each.role === role : each.tunnelId === tunnelId);
    const index = this.#points.findIndex(isMeant);
    return index < 0 ? undefined : this.#points.splice(index, 1)[0]?.point;
  }
}
