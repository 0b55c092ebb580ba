/**
 * The roles of a connection's tunnels. The service gives each tunnel its role when the connection is made, one master and
 * one slave, and never moves it. An answer with one role twice does not say which tunnel is meant by it.
 */

/** What it takes to tell a tunnel by its role. */
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

/** The roles that do not tell the tunnels of one connection apart. */
export function sharedRoles(tunnels: readonly RoleHolder[]): readonly SharedRole[] {
  const holders = new Map<string, string[]>();
  for (const { role, tunnelId } of tunnels)
    if (role !== undefined && role !== "") holders.set(role, [...(holders.get(role) ?? []), tunnelId ?? "?"]);
  return [...holders]
    .filter(([, tunnelIds]) => tunnelIds.length > 1)
    .map(([role, tunnelIds]) => ({ role, tunnelIds: tunnelIds.sort() }));
}

/** Why a tunnel cannot be told by this role, as a phrase to put after "role". */
export function sharedRoleProblem({ role, tunnelIds }: SharedRole): string {
  return `is ambiguous: the service reports ${tunnelIds.join(" and ")} as ${role}`;
}
