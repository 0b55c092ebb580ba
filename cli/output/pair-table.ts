import { sharedRoleProblem, sharedRoles } from "../../ipsec/roles";
import { trafficOfTunnel, type TunnelInfo, type VpnConnectionInfo } from "../../provider/lookups";
import type { Paint, Tone } from "./colour";
import { printable } from "./printable";
import { statusText } from "./status";
import { table } from "./table";

/** One tunnel of a pair, as far as a roll-out asks. */
interface PairedTunnel {
  readonly tunnelId?: string | undefined;
  readonly status?: string | undefined;
  readonly state?: string | undefined;
  readonly bgpStatus?: string | undefined;
  /** Absent where the service gives no status. */
  readonly carriesTraffic?: boolean | undefined;
}

/** A connection as a pair of tunnels, or the reason why it is none. */
export type PairInfo = {
  readonly vpnConnectionId: string;
  readonly name: string;
} & ({ readonly master: PairedTunnel; readonly slave: PairedTunnel } | { readonly noPair: string });

/** The two tunnels of a connection by their roles, or the reason why these do not tell them apart. */
export function pairIn({
  isDualTunnel,
  tunnels,
}: Pick<VpnConnectionInfo, "isDualTunnel" | "tunnels">): readonly [master: TunnelInfo, slave: TunnelInfo] | string {
  if (!isDualTunnel) return "single-tunnel connection";
  const [shared] = sharedRoles(tunnels);
  if (shared !== undefined) return `role ${sharedRoleProblem(shared)}`;
  const [master, slave] = ["master", "slave"].map((role) => tunnels.find((tunnel) => tunnel.role === role));
  return master === undefined || slave === undefined ? "the service reports no master and slave" : [master, slave];
}

/** A connection as data. */
export function pairInfo(connection: VpnConnectionInfo): PairInfo {
  const { vpnConnectionId, name } = connection;
  const pair = pairIn(connection);
  if (typeof pair === "string") return { vpnConnectionId, name, noPair: pair };
  const [master, slave] = pair.map((tunnel) => pairedTunnel(tunnel, connection));
  return { vpnConnectionId, name, master: master ?? {}, slave: slave ?? {} };
}

function pairedTunnel(tunnel: TunnelInfo, connection: VpnConnectionInfo): PairedTunnel {
  const traffic = trafficOfTunnel(tunnel, connection);
  const { tunnelId, status, state, tunnelBgpConfig } = tunnel;
  const fields: PairedTunnel = {
    tunnelId,
    status,
    state,
    bgpStatus: connection.enableTunnelsBgp === true ? tunnelBgpConfig?.bgpStatus : undefined,
    carriesTraffic: traffic === "unknown" ? undefined : traffic === "carries",
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A line for each connection: which of its tunnels carry traffic. */
export function pairTable(connections: readonly VpnConnectionInfo[], paint: Paint): string {
  return table(
    ["NAME", "CONNECTION", "CARRY TRAFFIC", "MASTER", "SLAVE"],
    printable(connections).map((connection) => {
      const { name, vpnConnectionId } = connection;
      const head = [name === "" ? "-" : name, vpnConnectionId];
      const pair = pairIn(connection);
      if (typeof pair === "string") return [...head, "-", `(no pair: ${pair})`, ""];
      const cells = pair.map((tunnel) => `${tunnel.tunnelId ?? "?"} ${statusText(tunnel, connection, paint)}`);
      return [...head, paint(...trafficText(pair, connection)), ...cells];
    }),
  );
}

/** Which tunnels of a pair carry traffic. */
function trafficText(
  pair: readonly [master: TunnelInfo, slave: TunnelInfo],
  connection: VpnConnectionInfo,
): readonly [text: string, tone: Tone] {
  const traffic = pair.map((tunnel) => trafficOfTunnel(tunnel, connection));
  const carrying = ["master", "slave"].filter((_, index) => traffic[index] === "carries");
  if (carrying.length === 2) return ["both", "good"];
  if (carrying.length === 1) return [`${carrying[0]} only`, "doubtful"];
  return traffic.includes("unknown") ? ["unknown", "doubtful"] : ["none", "bad"];
}
