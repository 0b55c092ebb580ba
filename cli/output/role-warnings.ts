import { sharedRoleProblem, sharedRoles, type RoleHolder } from "../../ipsec/roles";
import type { Sink } from "../streams";
import { printableText } from "./printable";

/** The part of a connection that has the roles of its tunnels. */
interface ConnectionRoles {
  readonly vpnConnectionId: string;
  readonly tunnels: readonly RoleHolder[];
}

/** Warns of each role that the service reports for more than one tunnel of a connection. */
export function warnOfSharedRoles(connections: readonly ConnectionRoles[], err: Sink): void {
  for (const { vpnConnectionId, tunnels } of connections)
    for (const shared of sharedRoles(tunnels))
      err.write(`${printableText(`${vpnConnectionId}: role ${sharedRoleProblem(shared)}`)}\n`);
}

/** True if another tunnel of the connection has the same role, so that only the id identifies the tunnel. */
export const hasSharedRole = (tunnel: RoleHolder, { tunnels }: Pick<ConnectionRoles, "tunnels">): boolean =>
  sharedRoles(tunnels).some(({ role }) => role === tunnel.role);
