import type { ConnectionWire, TunnelWire, WireValue } from "../api/wire";
import { fieldsOf } from "../core/field";
import { nest, pick } from "../core/property-tree";
import { readValues } from "../core/wire-values";
import { vpnTunnelTable } from "../resources/vpn-tunnel/table/fields";
import { isSecret } from "../resources/vpn-tunnel/table/path-kinds";
import { PSK } from "../resources/vpn-tunnel/psk-source";

/** Phase 1 of a tunnel, as it is live. */
export interface IkeSettings {
  readonly ikeVersion?: string;
  readonly ikeMode?: string;
  readonly ikeEncAlg?: string;
  readonly ikeAuthAlg?: string;
  readonly ikePfs?: string;
  readonly ikeLifetime?: number;
  readonly localId?: string;
  readonly remoteId?: string;
}

/** Phase 2 of a tunnel, as it is live. */
export interface IpsecSettings {
  readonly ipsecEncAlg?: string;
  readonly ipsecAuthAlg?: string;
  readonly ipsecPfs?: string;
  readonly ipsecLifetime?: number;
}

/** BGP inside a tunnel, as it is live. */
export interface BgpSettings {
  readonly localAsn?: number;
  readonly localBgpIp?: string;
  readonly tunnelCidr?: string;
  readonly peerAsn?: number;
  readonly peerBgpIp?: string;
  readonly bgpStatus?: string;
}

/** One tunnel of a connection; of a single-tunnel connection, the connection itself seen as its only tunnel. */
export interface TunnelInfo {
  /** Absent for a single-tunnel connection. */
  readonly tunnelId?: string;
  /** `master` or `slave`; absent for a single-tunnel connection. */
  readonly role?: string;
  readonly customerGatewayId?: string;
  readonly enableDpd?: boolean;
  readonly enableNatTraversal?: boolean;
  readonly remoteCaCertificate?: string;
  readonly zoneNo?: string;
  /** Public address on the Alibaba side. */
  readonly internetIp?: string;
  /** Life cycle: `active`, `updating`, `deleting`. */
  readonly state?: string;
  /** Negotiation, such as `ipsec_sa_established`. */
  readonly status?: string;
  readonly tunnelIkeConfig?: IkeSettings;
  readonly tunnelIpsecConfig?: IpsecSettings;
  readonly tunnelBgpConfig?: BgpSettings;
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
  /** What happens to routes where it fails: `revoke_route` or `reserve_route`. */
  readonly policy?: string;
  /** `success` or `failed`; the service says `success` where the check is off, too. */
  readonly status?: string;
}

/** One IPsec-VPN connection with its tunnels: native types, unset values left out. */
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

const SHOWN = new Set(fieldsOf(vpnTunnelTable, "identity", "setting", "output").map((field) => field.path));

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
  // Where it is off the service sends 0 for what was never set.
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

/** A single-tunnel connection has at its own level what the others have in each tunnel. */
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
    ...nest(pick(values, (path) => SHOWN.has(path) && !isSecret(path))),
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

function isoTime(time: number | string | undefined): string | undefined {
  const value = Number(time);
  return time !== undefined && value > 0 && value <= 8.64e15 ? new Date(value).toISOString() : undefined;
}

/** Without what has no value; the service writes that as an empty text, or not at all. */
function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== "")) as T;
}
