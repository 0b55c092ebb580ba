import type { ConnectionWire, TunnelWire } from "../../provider/api/wire";
import { check } from "../../provider/core/check";
import { fieldsOf, type Values } from "../../provider/core/field";
import { nest, pick, type Nested } from "../../provider/core/property-tree";
import { readValues } from "../../provider/core/wire-values";
import { sharedRoleProblem } from "../../ipsec/roles";
import { sharedRolesOf } from "../../provider/resources/vpn-tunnel/observation";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel/table/fields";

/** A live tunnel as a program declares it. */
export interface Declaration {
  readonly vpnConnectionId: string;
  readonly connectionName: string;
  readonly tunnelId: string;
  /** Undefined if the service gives another word, or gives another tunnel of the connection the same role. */
  readonly role: "master" | "slave" | undefined;
  /** Settings in their groups, without the key. */
  readonly settings: Nested;
  /** Undefined if the service withholds or masks the key. */
  readonly key: string | undefined;
  /** Live settings that the resource would refuse, each with the reason. They are left undeclared. */
  readonly refused: readonly string[];
}

/** The declarations of one connection, and remarks about it. */
export interface AdoptedConnection {
  /** The master first; none for a single-tunnel connection. */
  readonly declarations: readonly Declaration[];
  /** Faults of the service's answer, one line each, with the tunnels that are left out because of them. */
  readonly remarks: readonly string[];
}

const SETTINGS = new Set(
  fieldsOf(vpnTunnelTable, "setting")
    .filter((field) => !field.secret)
    .map((field) => field.path),
);
const PSK = "tunnelIkeConfig.psk";

/** The declarations of a connection's tunnels. */
export function adoptedConnection(connection: ConnectionWire): AdoptedConnection {
  const tunnels = connection.TunnelOptionsSpecification;
  const shared = sharedRolesOf(tunnels);
  const ambiguous = new Set(shared.map(({ role }) => role));
  const seen = new Set<string | undefined>();
  const outcomes = tunnels.map((tunnel) => {
    const isRepeated = tunnel.TunnelId !== undefined && seen.has(tunnel.TunnelId);
    seen.add(tunnel.TunnelId);
    return isRepeated
      ? `${connection.VpnConnectionId}: the service reports tunnel ${tunnel.TunnelId} twice; it is declared once`
      : declarationOf(connection, tunnel, ambiguous);
  });
  return {
    declarations: outcomes.filter((outcome) => typeof outcome === "object").sort(byRole),
    remarks: [
      ...shared.map(
        (each) => `${connection.VpnConnectionId}: role ${sharedRoleProblem(each)}; tunnelId tells them apart`,
      ),
      ...outcomes.filter((outcome) => typeof outcome === "string"),
    ],
  };
}

/** The tunnel's declaration, or a remark that says why it is left out. */
function declarationOf(
  connection: ConnectionWire,
  tunnel: TunnelWire,
  ambiguous: ReadonlySet<string>,
): Declaration | string {
  const { TunnelId: tunnelId, Role: role } = tunnel;
  const { VpnConnectionId: vpnConnectionId } = connection;
  if (tunnelId === undefined) return `${vpnConnectionId}: a tunnel is left out: the service gives it no id`;
  const identity: Values = { vpnConnectionId, tunnelId };
  const values = readValues(vpnTunnelTable, { ...tunnel });
  const live = pick(values, (path) => SETTINGS.has(path));
  // The resource would refuse the program for a live value that it does not accept, such as a newer algorithm.
  const failures = check(vpnTunnelTable, nest({ ...identity, ...live })).failures;
  const wrongId = failures.find(({ property }) => !SETTINGS.has(property));
  if (wrongId !== undefined)
    return `${vpnConnectionId}: tunnel ${tunnelId} is left out: ${wrongId.property} ${wrongId.reason}`;
  const refused = new Set(failures.map((failure) => failure.property));
  const key = values[PSK];
  const isKeyUsable =
    key !== undefined && check(vpnTunnelTable, nest({ ...identity, [PSK]: key })).failures.length === 0;
  return {
    vpnConnectionId,
    connectionName: connection.Name ?? "",
    tunnelId,
    role: (role === "master" || role === "slave") && !ambiguous.has(role) ? role : undefined,
    settings: nest(pick(live, (path) => !refused.has(path))),
    key: isKeyUsable ? String(key) : undefined,
    refused: failures.map((failure) => `${failure.property} ${failure.reason}`),
  };
}

function byRole(a: Declaration, b: Declaration): number {
  const [one, other] = [sortText(a), sortText(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

const sortText = ({ role, tunnelId }: Declaration): string => `${role ?? "without"} ${tunnelId}`;
