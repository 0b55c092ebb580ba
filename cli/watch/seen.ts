import type { Traffic } from "../../provider/diagnosis/traffic";
import { trafficOfTunnel, type NamedTunnels, type TunnelInfo, type VpnConnectionInfo } from "../../provider/lookups";
import { hasSharedRole } from "../output/role-warnings";
import { tunnelName } from "../output/status";

/**
 * - `off`: BGP is off for the connection
 * - `unknown`: the service says nothing, or a word that this version does not know
 */
export type LayerState = "up" | "down" | "off" | "unknown";

/** One tunnel at one look. */
export interface Seen {
  /** The same at every look: the connection's id, and the tunnel's where it has one. */
  readonly key: string;
  readonly vpnConnectionId: string;
  readonly connectionName: string;
  readonly tunnelId?: string;
  readonly role?: string;
  /** The tunnel within its connection, for people: its role, and its id where the role is shared. */
  readonly label: string;
  readonly ike: LayerState;
  readonly ipsec: LayerState;
  readonly bgp: LayerState;
  readonly traffic: Traffic;
  /** The service's own words. */
  readonly status?: string;
  readonly bgpStatus?: string;
  readonly state?: string;
  /** The API configures nothing on the connection. */
  readonly isSettled: boolean;
}

/** Identifies a tunnel; a single-tunnel connection by its own id. */
export const keyOf = (tunnel: { readonly vpnConnectionId: string; readonly tunnelId?: string | undefined }): string =>
  [tunnel.vpnConnectionId, tunnel.tunnelId].filter((part) => part !== undefined).join(":");

/** The phases that a Status stands for (DescribeVpnConnections, TunnelOptions.Status). */
const PHASES: ReadonlyMap<string, readonly [ike: LayerState, ipsec: LayerState]> = new Map([
  ["ipsec_sa_established", ["up", "up"]],
  ["ike_sa_established", ["up", "down"]],
  ["ipsec_sa_not_established", ["up", "down"]],
  ["ike_sa_not_established", ["down", "down"]],
]);

/** The tunnels of one connection as they are now. */
export const seenIn = ({ connection, tunnels }: NamedTunnels, isSettled: boolean): readonly Seen[] =>
  tunnels.map((tunnel) => seenTunnel(tunnel, connection, isSettled));

function seenTunnel(tunnel: TunnelInfo, connection: VpnConnectionInfo, isSettled: boolean): Seen {
  const { tunnelId, role, status, state } = tunnel;
  const { vpnConnectionId, name: connectionName } = connection;
  const bgpStatus = connection.enableTunnelsBgp === true ? tunnel.tunnelBgpConfig?.bgpStatus : undefined;
  const [ike, ipsec] = PHASES.get(status ?? "") ?? ["unknown", "unknown"];
  const isShared = hasSharedRole(tunnel, connection);
  return {
    key: keyOf({ vpnConnectionId, tunnelId }),
    vpnConnectionId,
    connectionName,
    ...(tunnelId === undefined ? {} : { tunnelId }),
    ...(role === undefined ? {} : { role }),
    label: isShared ? `${tunnelName(tunnel)} ${tunnelId ?? "?"}` : tunnelName(tunnel),
    ike,
    ipsec,
    bgp: bgpState(connection.enableTunnelsBgp, bgpStatus),
    traffic: trafficOfTunnel(tunnel, connection),
    ...(status === undefined ? {} : { status }),
    ...(bgpStatus === undefined ? {} : { bgpStatus }),
    ...(state === undefined ? {} : { state }),
    isSettled,
  };
}

function bgpState(isOn: boolean | undefined, bgpStatus: string | undefined): LayerState {
  if (isOn !== true) return "off";
  if (bgpStatus === undefined) return "unknown";
  return bgpStatus === "success" ? "up" : "down";
}

/** True where two looks show the same state of a tunnel. */
export const isSameState = (a: Seen, b: Seen): boolean =>
  a.status === b.status && a.bgp === b.bgp && a.bgpStatus === b.bgpStatus && a.state === b.state;
