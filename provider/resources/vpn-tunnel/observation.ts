import type { Values } from "../../core/field";
import { readValues } from "../../core/wire-values";
import type { ConnectionWire, TunnelWire, WireValue } from "../../api/wire";
import { trafficOf, type Traffic } from "../../diagnosis/traffic";
import { sharedRoleProblem, sharedRoles, type SharedRole } from "../../../ipsec/roles";
import { vpnTunnelTable } from "./table/fields";
import { TunnelError } from "./tunnel-error";

/** How a resource names its tunnel. */
export interface TunnelSelector {
  readonly vpnConnectionId: string;
  readonly tunnelId?: string;
  readonly role?: string;
}

/** What of the connection matters to one of its tunnels. */
export interface ConnectionFacts {
  readonly id: string;
  readonly name: string;
  /** Absent for a connection that is attached to a transit router. */
  readonly vpnGatewayId: string | undefined;
  readonly state: string;
  readonly bgpEnabled: boolean | undefined;
  /** False: a change takes effect when traffic comes. */
  readonly effectImmediately: boolean | undefined;
  /** The connection's own health check: `success`, `failed`; undefined where it has none, or does not tell. */
  readonly health?: string | undefined;
  readonly localSubnets: readonly string[];
  readonly remoteSubnets: readonly string[];
}

/** One tunnel as the API shows it at one moment. */
export interface Observation {
  readonly connection: ConnectionFacts;
  readonly tunnelId: string;
  readonly role: string;
  /** Settings and outputs by path; a withheld or masked key is missing. */
  readonly values: Values;
  /** The connection's other tunnels. */
  readonly siblings: readonly Sibling[];
  /** The connections of the same VPN gateway, where they were read with this one. */
  readonly neighbours?: readonly ConnectionWire[] | undefined;
}

/** Another tunnel of the same connection. */
export interface Sibling {
  readonly tunnelId: string;
  readonly role: string;
  readonly values: Values;
}

/**
 * Finds a tunnel in its connection.
 * @throws TunnelError where there is no such connection or tunnel, or the connection has no tunnels to manage.
 */
export function observe(selector: TunnelSelector, connection: ConnectionWire | undefined): Observation {
  if (connection === undefined)
    throw new TunnelError(
      "no such connection",
      `there is no IPsec-VPN connection ${selector.vpnConnectionId} in this region and account: check vpnConnectionId, regionId and the account`,
    );
  const tunnels = connection.TunnelOptionsSpecification;
  if (tunnels.length === 0)
    throw new TunnelError(
      "single-tunnel connection",
      `${selector.vpnConnectionId} is a single-tunnel connection: it has no tunnels that could be changed one by one (ModifyTunnelAttribute is for dual-tunnel connections only). ` +
        "Upgrade its VPN gateway to dual-tunnel mode, or manage it as alicloud.vpn.Connection",
    );
  if (selector.tunnelId === undefined) guardRole(selector, tunnels);
  const tunnel = tunnels.find((candidate) =>
    selector.tunnelId === undefined ? candidate.Role === selector.role : candidate.TunnelId === selector.tunnelId,
  );
  if (tunnel?.TunnelId === undefined)
    throw new TunnelError(
      "no such tunnel",
      `${selector.vpnConnectionId} has no tunnel ${selector.tunnelId ?? `with role ${selector.role}`}; it has ${tunnels.map(tunnelText).join(" and ")}`,
    );
  return {
    connection: factsOf(selector.vpnConnectionId, connection),
    tunnelId: tunnel.TunnelId,
    role: tunnel.Role ?? "",
    values: valuesOf(tunnel),
    siblings: tunnels
      .filter((other) => other !== tunnel)
      .map((other) => ({
        tunnelId: other.TunnelId ?? "",
        role: other.Role ?? "",
        values: valuesOf(other),
      })),
  };
}

/** The same in the connections that were read with its own. @throws TunnelError as `observe` does */
export const observeAmong = (selector: TunnelSelector, connections: readonly ConnectionWire[]): Observation =>
  observe(
    selector,
    connections.find((each) => each.VpnConnectionId === selector.vpnConnectionId),
  );

/** A tunnel's values, and whether BGP is on for its connection. */
export interface Carrier {
  readonly values: Values;
  readonly connection: Pick<ConnectionFacts, "bgpEnabled">;
}

/** Whether a tunnel carries traffic, and why not. */
export function trafficIn({ values, connection }: Carrier): Traffic {
  const text = (path: string): string | undefined => (values[path] === undefined ? undefined : String(values[path]));
  return trafficOf({
    status: text("status"),
    isBgpOn: connection.bgpEnabled,
    bgpStatus: text("tunnelBgpConfig.bgpStatus"),
  });
}

/** True where a tunnel carries traffic. */
export const carriesTraffic = (tunnel: Carrier): boolean => trafficIn(tunnel) === "carries";

/** True where the API reports a Status: without one, nobody can see that the tunnel is up, or that it comes up. */
export const canBeConfirmed = (values: Values): boolean => values["status"] !== undefined;

/** True where the tunnel may carry traffic, as far as anybody can tell: a tunnel without a Status may be up. */
export const mayCarry = (tunnel: Carrier): boolean => ["carries", "unknown"].includes(trafficIn(tunnel));

/** True where a tunnel carries traffic and, as far as anybody can tell, no other tunnel of its connection does. */
export const isAlone = (tunnel: Observation): boolean =>
  carriesTraffic(tunnel) && !tunnel.siblings.some(({ values }) => mayCarry({ values, connection: tunnel.connection }));

/** A tunnel in words. */
export const nameOf = ({ connection, role, tunnelId }: Observation): string => `${connection.id} ${role} (${tunnelId})`;

/** The roles that the service reports for more than one of these tunnels. */
export function sharedRolesOf(tunnels: readonly TunnelWire[]): readonly SharedRole[] {
  return sharedRoles(tunnels.map(({ TunnelId, Role }) => ({ tunnelId: TunnelId, role: Role })));
}

/** A role that two tunnels are reported with selects neither of them. */
function guardRole({ vpnConnectionId, role }: TunnelSelector, tunnels: readonly TunnelWire[]): void {
  const shared = sharedRolesOf(tunnels).find((each) => each.role === role);
  if (shared === undefined) return;
  const reason = `${sharedRoleProblem(shared)} of ${vpnConnectionId}. Declare tunnelId instead`;
  throw new TunnelError("ambiguous role", reason, "role");
}

/** Each answer about a tunnel is looked at several times: for itself, for its sibling, at each verb. */
const valuesByAnswer = new WeakMap<TunnelWire, Values>();

function valuesOf(tunnel: TunnelWire): Values {
  const values = valuesByAnswer.get(tunnel) ?? readValues(vpnTunnelTable, tunnel);
  valuesByAnswer.set(tunnel, values);
  return values;
}

const tunnelText = (tunnel: TunnelWire): string => `${tunnel.TunnelId ?? "?"} (${tunnel.Role ?? "no role"})`;

function factsOf(id: string, connection: ConnectionWire): ConnectionFacts {
  return {
    id,
    name: connection.Name ?? "",
    vpnGatewayId: connection.VpnGatewayId || undefined,
    state: connection.State ?? "",
    bgpEnabled: flagOf(connection.EnableTunnelsBgp),
    effectImmediately: flagOf(connection.EffectImmediately),
    health: healthOf(connection.VcoHealthCheck),
    localSubnets: subnets(connection.LocalSubnet),
    remoteSubnets: subnets(connection.RemoteSubnet),
  };
}

function healthOf(check: ConnectionWire["VcoHealthCheck"]): string | undefined {
  const status = check?.["Status"];
  return flagOf(check?.["Enable"]) === true && typeof status === "string" && status !== "" ? status : undefined;
}

/** The API joins subnets with commas and does not keep their order. */
function subnets(joined: string | undefined): readonly string[] {
  return (joined ?? "")
    .split(",")
    .map((subnet) => subnet.trim())
    .filter((subnet) => subnet !== "")
    .sort();
}

/** A flag of a connection, which may come as text. */
const flagOf = (value: WireValue | undefined): boolean | undefined =>
  value === undefined ? undefined : String(value).toLowerCase() === "true";
