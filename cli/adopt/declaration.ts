import type { ConnectionWire, TunnelWire } from "../../provider/api/wire";
import { check } from "../../provider/core/check";
import { fieldsOf, type Values } from "../../provider/core/field";
import { nest, pick, type Nested } from "../../provider/core/property-tree";
import { readValues } from "../../provider/core/wire-values";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel.fields";

/** How a program names a tunnel of a connection. */
export interface Selector {
  readonly property: "role" | "tunnelId";
  readonly value: string;
}

/** A live tunnel as a program would declare it. */
export interface Declaration {
  readonly vpnConnectionId: string;
  readonly connectionName: string;
  readonly selector: Selector;
  /** Settings in their groups, without the key. */
  readonly settings: Nested;
  /** Undefined where the service withholds it or shows a mask. */
  readonly key: string | undefined;
  /** Settings that the resource would refuse as they are live, with the reason; they are left undeclared. */
  readonly refused: readonly string[];
}

const SETTINGS = new Set(
  fieldsOf(vpnTunnelTable, "setting")
    .filter((field) => !field.secret)
    .map((field) => field.path),
);
const PSK = "tunnelIkeConfig.psk";

/** The declarations of a connection's tunnels, the master first; none for a single-tunnel connection. */
export function declarationsOf(connection: ConnectionWire): readonly Declaration[] {
  const tunnels = connection.TunnelOptionsSpecification;
  const roles = tunnels.map(({ Role }) => Role);
  const isByRole = roles.every((role) => role === "master" || role === "slave") && new Set(roles).size === roles.length;
  return tunnels.flatMap((tunnel) => declarationOf(connection, tunnel, isByRole)).sort(bySelector);
}

function declarationOf(connection: ConnectionWire, tunnel: TunnelWire, isByRole: boolean): readonly Declaration[] {
  const property = isByRole ? "role" : "tunnelId";
  const value = isByRole ? tunnel.Role : tunnel.TunnelId;
  if (value === undefined) return [];
  const values = readValues(vpnTunnelTable, { ...tunnel });
  const identity: Values = { vpnConnectionId: connection.VpnConnectionId, [property]: value };
  const live = pick(values, (path) => SETTINGS.has(path));
  // A word that is newer than we are, or a value from before a rule: the resource would refuse the whole program for it.
  const failures = check(vpnTunnelTable, nest({ ...identity, ...live })).failures;
  const refused = new Set(failures.map((failure) => failure.property));
  const key = values[PSK];
  const isKeyUsable =
    key !== undefined && check(vpnTunnelTable, nest({ ...identity, [PSK]: key })).failures.length === 0;
  return [
    {
      vpnConnectionId: connection.VpnConnectionId,
      connectionName: connection.Name ?? "",
      selector: { property, value },
      settings: nest(pick(live, (path) => !refused.has(path))),
      key: isKeyUsable ? String(key) : undefined,
      refused: failures.map((failure) => `${failure.property} ${failure.reason}`),
    },
  ];
}

const bySelector = (a: Declaration, b: Declaration): number =>
  a.selector.value < b.selector.value ? -1 : a.selector.value > b.selector.value ? 1 : 0;
