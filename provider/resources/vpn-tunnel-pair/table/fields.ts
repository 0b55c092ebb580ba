import type { Field, FieldTable, Group } from "../../../core/field";
import { vpnTunnelTable } from "../../vpn-tunnel/table/fields";
import { PSK_SOURCES } from "../../vpn-tunnel/table/options";
import { keyNameOf, ROLES, type Role } from "./roles";
import { pairRelations } from "./relations";
import { rolloutFields, rolloutGroups } from "./rollout-options";

/**
 * The field table of VpnTunnelPair, made from the rows of VpnTunnel: what both tunnels share stands at the top, what
 * differs stands in `master` and `slave`. It judges names and single values; each tunnel's own table does the rest.
 */

export { keyNameOf, ROLES, type Role };

/** A row that nothing is sent or read by: each tunnel's own table does that. */
function withoutWire<Row extends { readonly wire?: string }>(row: Row): Omit<Row, "wire"> {
  const { wire: _, ...rest } = row;
  return rest;
}

/** What may differ between the tunnels: every setting, and where a key is read from. */
const isOwn = ({ kind, path }: Field): boolean => kind === "setting" || PSK_SOURCES.includes(path);

/** What a pair has in another place, or not at all. */
const OF_ONE_TUNNEL: ReadonlySet<string> = new Set(["tunnelId", "role", "whenAlone"]);

const shared: readonly Field[] = vpnTunnelTable.fields
  .filter(({ kind, path }) => kind !== "output" && !OF_ONE_TUNNEL.has(path))
  .map(withoutWire);

const ownOf = (role: Role): readonly Field[] =>
  vpnTunnelTable.fields
    .filter(isOwn)
    .map(withoutWire)
    .map((field) => ({
      ...field,
      path: `${role}.${field.path}`,
      ...(field.storedAs === undefined ? {} : { storedAs: keyNameOf(role) }),
      ...(field.kind === "setting" ? { absent: "the value that both share, if one is declared" } : {}),
    }));

const groupsOf = (role: Role): readonly Group[] => [
  { path: role, doc: `What differs on the ${role}. A value here goes before the one that both share.` },
  ...vpnTunnelTable.groups
    .filter(({ path }) => ownOf(role).some((field) => field.path.startsWith(`${role}.${path}.`)))
    .map((group) => ({ ...withoutWire(group), path: `${role}.${group.path}` })),
];

export const vpnTunnelPairTable: FieldTable = {
  fields: [...shared, ...rolloutFields, ...ROLES.flatMap(ownOf)],
  groups: [...vpnTunnelTable.groups.map(withoutWire), ...rolloutGroups, ...ROLES.flatMap(groupsOf)],
  relations: pairRelations,
};
