import { sharedRoleProblem, sharedRoles, type RoleHolder } from "../../ipsec/roles";
import type { Sink } from "../streams";
import { printableText } from "./printable";

/** A connection, as far as its tunnels' roles matter. */
interface Roles {
  readonly vpnConnectionId: string;
  readonly tunnels: readonly RoleHolder[];
}

/** Says of each connection which role does not tell its tunnels apart; nothing where all of them do. */
export function warnOfSharedRoles(connections: readonly Roles[], err: Sink): void {
  for (const { vpnConnectionId, tunnels } of connections)
    for (const shared of sharedRoles(tunnels))
      err.write(`${printableText(`${vpnConnectionId}: role ${sharedRoleProblem(shared)}`)}\n`);
}

/** Whether the tunnel's role is another tunnel's as well, so that only its id tells which one it is. */
export const hasSharedRole = (tunnel: RoleHolder, { tunnels }: Pick<Roles, "tunnels">): boolean =>
  sharedRoles(tunnels).some(({ role }) => role === tunnel.role);
