import { isoTime } from "../api/iso-time";
import type { ConnectionWire, TunnelWire, WireValue } from "../api/wire";
import { nest, pick } from "../core/property-tree";
import { readValues } from "../core/wire-values";
import { vpnTunnelTable } from "../resources/vpn-tunnel/table/fields";
import { isSecret } from "../resources/vpn-tunnel/table/path-kinds";
import { PSK } from "../resources/vpn-tunnel/psk-source";
import type { LiveTunnel } from "./generated/live-tunnel";

/**
 * One tunnel of a connection, as it is live. A single-tunnel connection is shown as its own only tunnel, which has no
 * `tunnelId` and no `role`.
 */
export interface TunnelInfo extends LiveTunnel {
  /** Only where keys were asked for, and the service discloses this one. */
  readonly preSharedKey?: string;
}

/** Health check of a connection by ping from one address to another. */
export interface HealthCheckInfo {
  readonly enable?: boolean;
  readonly sip?: string;
  readonly dip?: string;
  readonly interval?: number;
  readonly retry?: number;
  /** The effect of a failed check on routes: `revoke_route` or `reserve_route`. */
  readonly policy?: string;
  /** `success` or `failed`. The service says `success` also where the check is off. */
  readonly status?: string;
}

/** One IPsec-VPN connection with its tunnels, in native types. A value that is not set is left out. */
export interface VpnConnectionInfo {
  readonly vpnConnectionId: string;
  readonly name: string;
  readonly regionId: string;
  /** True where tunnels can be changed one by one, as VpnTunnel does. */
  readonly isDualTunnel: boolean;
  readonly state?: string;
  /** Absent for a connection that is attached to a transit router. */
  readonly vpnGatewayId?: string;
  readonly attachType?: string;
  readonly attachInstanceId?: string;
  readonly transitRouterId?: string;
  readonly transitRouterName?: string;
  readonly networkType?: string;
  readonly resourceGroupId?: string;
  readonly crossAccountAuthorized?: boolean;
  /** Public address of a single-tunnel connection. */
  readonly internetIp?: string;
  readonly spec?: string;
  readonly tunnelBandwidth?: string;
  readonly healthCheck?: HealthCheckInfo;
  /** ISO form. */
  readonly createTime?: string;
  readonly effectImmediately?: boolean;
  readonly enableTunnelsBgp?: boolean;
  readonly localSubnets: readonly string[];
  readonly remoteSubnets: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly tunnels: readonly TunnelInfo[];
}

/** The connection in native types; without keys unless they are asked for. */
export function connectionInfo(wire: ConnectionWire, regionId: string, withKeys: boolean): VpnConnectionInfo {
  const isDualTunnel = wire.TunnelOptionsSpecification.length > 0;
  const tunnels = isDualTunnel ? wire.TunnelOptionsSpecification : [asTunnel(wire)];
  return {
    vpnConnectionId: wire.VpnConnectionId,
    name: wire.Name ?? "",
    regionId,
    isDualTunnel,
    ...present({
      state: wire.State,
      vpnGatewayId: wire.VpnGatewayId,
      attachType: wire.AttachType,
      attachInstanceId: wire.AttachInstanceId,
      transitRouterId: wire.TransitRouterId,
      transitRouterName: wire.TransitRouterName,
      networkType: wire.NetworkType,
      resourceGroupId: wire.ResourceGroupId,
      crossAccountAuthorized: asFlag(wire.CrossAccountAuthorized),
      internetIp: wire.InternetIp,
      spec: wire.Spec,
      tunnelBandwidth: wire.TunnelBandwidth,
      healthCheck: healthCheckInfo(wire.VcoHealthCheck),
      createTime: isoTime(wire.CreateTime),
      effectImmediately: asFlag(wire.EffectImmediately),
      enableTunnelsBgp: asFlag(wire.EnableTunnelsBgp),
    }),
    localSubnets: subnets(wire.LocalSubnet),
    remoteSubnets: subnets(wire.RemoteSubnet),
    tags: Object.fromEntries(wire.Tags.map(({ Key, Value }) => [Key ?? "", Value ?? ""])),
    tunnels: tunnels.map((tunnel) => tunnelInfo(tunnel, withKeys)).sort(byRole),
  };
}

function healthCheckInfo(wire: ConnectionWire["VcoHealthCheck"]): HealthCheckInfo | undefined {
  if (wire === undefined || Object.keys(wire).length === 0) return undefined;
  const text = (name: string): string | undefined => (wire[name] === undefined ? undefined : String(wire[name]));
  // Where the check is off, the service sends 0 for a number that was never set.
  const number = (name: string): number | undefined => Number(wire[name] ?? 0) || undefined;
  return present({
    enable: asFlag(wire["Enable"]),
    sip: text("Sip"),
    dip: text("Dip"),
    interval: number("Interval"),
    retry: number("Retry"),
    policy: text("Policy"),
    status: text("Status"),
  });
}

/** A single-tunnel connection has at its own level the values that the others have in each tunnel. */
function asTunnel(wire: ConnectionWire): TunnelWire {
  const { Status, ...bgp } = wire.VpnBgpConfig ?? {};
  return present({
    CustomerGatewayId: wire.CustomerGatewayId,
    EnableDpd: wire.EnableDpd,
    EnableNatTraversal: wire.EnableNatTraversal,
    RemoteCaCertificate: wire.RemoteCaCertificate,
    InternetIp: wire.InternetIp,
    ZoneNo: wire.ZoneNo,
    State: wire.State,
    Status: wire.Status,
    TunnelIkeConfig: wire.IkeConfig,
    TunnelIpsecConfig: wire.IpsecConfig,
    TunnelBgpConfig: { ...bgp, ...present({ BgpStatus: Status }) },
  });
}

function tunnelInfo(wire: TunnelWire, withKeys: boolean): TunnelInfo {
  const values = readValues(vpnTunnelTable, wire);
  const key = values[PSK];
  return {
    ...nest(pick(values, (path) => !isSecret(path))),
    ...(withKeys && key !== undefined ? { preSharedKey: String(key) } : {}),
  };
}

/** The service lists them in any order. */
const byRole = (a: TunnelInfo, b: TunnelInfo): number =>
  (a.role ?? "").localeCompare(b.role ?? "") || (a.tunnelId ?? "").localeCompare(b.tunnelId ?? "");

/** The API joins subnets with commas and does not keep their order. */
function subnets(joined: string | undefined): readonly string[] {
  const parts = (joined ?? "").split(",").map((subnet) => subnet.trim());
  return parts.filter((subnet) => subnet !== "").sort();
}

function asFlag(value: WireValue | undefined): boolean | undefined {
  if (value === undefined || value === "") return undefined;
  return String(value).toLowerCase() === "true";
}

/** The fields that have a value. The service writes a missing value as an empty text, or not at all. */
function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== "")) as T;
}
