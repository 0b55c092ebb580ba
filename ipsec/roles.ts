/**
 * The roles of a connection's tunnels. The service makes one tunnel the master and one the slave when it creates the
 * connection, and never changes them. If an answer has a role twice, that role identifies no tunnel.
 */

/** A tunnel with its role. */
export interface RoleHolder {
  readonly tunnelId?: string | undefined;
  readonly role?: string | undefined;
}

/** A role that several tunnels of one connection are reported with. */
export interface SharedRole {
  readonly role: string;
  /** The tunnels with this role, sorted by id; `?` stands for one without an id. */
  readonly tunnelIds: readonly string[];
}

/** The roles that more than one tunnel of a connection has. */
export function sharedRoles(tunnels: readonly RoleHolder[]): readonly SharedRole[] {
  const holders = new Map<string, string[]>();
  for (const { role, tunnelId } of tunnels)
    if (role !== undefined && role !== "") holders.set(role, [...(holders.get(role) ?? []), tunnelId ?? "?"]);
  return [...holders]
    .filter(([, tunnelIds]) => tunnelIds.length > 1)
    .map(([role, tunnelIds]) => ({ role, tunnelIds: tunnelIds.sort() }));
}

/** The reason why this role identifies no tunnel, as a phrase that follows "role". */
export function sharedRoleProblem({ role, tunnelIds }: SharedRole): string {
  return `is ambiguous: the service reports ${tunnelIds.join(" and ")} as ${role}`;
}
