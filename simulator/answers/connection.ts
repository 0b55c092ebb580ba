import type { JsonObject } from "../api/json";
import { connectionState, tunnelState } from "../model/configuring";
import type { Connection, HealthCheck, Link, Tunnel } from "../model/entities";
import type { Modes } from "../modes";
import { bgpStatus, healthStatus } from "../negotiation/bgp";
import type { World } from "../world";
import { asText, bgpMember, ikeMember, ipsecMember, native } from "./tunnel-reply";

/** What DescribeVpnConnections and DescribeVpnConnection have in common: all but the tags and VpnBgpConfig.EnableBgp. */
export function connectionFields(connection: Connection, world: World, now: number): JsonObject {
  return {
    VpnConnectionId: connection.VpnConnectionId,
    Name: connection.Name,
    VpnGatewayId: connection.VpnGatewayId,
    State: connectionState(connection, now),
    CreateTime: connection.CreateTime,
    EffectImmediately: connection.EffectImmediately,
    LocalSubnet: connection.LocalSubnet,
    RemoteSubnet: connection.RemoteSubnet,
    AttachType: connection.AttachType,
    ...given("AttachInstanceId", connection.AttachInstanceId),
    ...given("TransitRouterId", connection.TransitRouterId),
    ...given("TransitRouterName", connection.TransitRouterName),
    NetworkType: connection.NetworkType,
    ...given("Spec", connection.Spec),
    ...given("TunnelBandwidth", connection.TunnelBandwidth),
    CrossAccountAuthorized: connection.CrossAccountAuthorized,
    ResourceGroupId: connection.ResourceGroupId,
    VcoHealthCheck: healthMember(connection.HealthCheck, healthStatus(connection, world, now)),
    ...(connection.single
      ? singleFields(connection, connection.single, world, now)
      : dualFields(connection, world, now)),
  };
}

function given(name: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

/** Enable is a string here, and a switched-off check answers `success`: "Status": "success", "Enable": "false". */
function healthMember(check: HealthCheck, status: string): JsonObject {
  return {
    Status: status,
    Enable: String(check.Enable),
    Dip: check.Dip,
    Sip: check.Sip,
    Retry: check.Retry,
    Interval: check.Interval,
    ...given("Policy", check.Policy),
  };
}

function singleFields(connection: Connection, link: Link, world: World, now: number): JsonObject {
  const bgp = bgpMember(link, world, native);
  return {
    CustomerGatewayId: link.CustomerGatewayId,
    Status: shown(world.negotiations.state(connection, link, now).Status, world),
    InternetIp: link.InternetIp,
    EnableDpd: link.EnableDpd,
    EnableNatTraversal: link.EnableNatTraversal,
    ...given("RemoteCaCertificate", link.RemoteCaCertificate),
    IkeConfig: ikeMember(link.IkeConfig, world.modes, native),
    IpsecConfig: ipsecMember(link.IpsecConfig, native),
    ...(bgp
      ? {
          VpnBgpConfig: {
            Status: shown(bgpStatus(connection, link, world, now), world),
            ...bgp,
            ...given("AuthKey", link.BgpAuthKey),
          },
        }
      : {}),
    ...(world.modes.unsetTunnelFields === "empty" ? { TunnelOptionsSpecification: { TunnelOptions: [] } } : {}),
  };
}

/** The top level of a dual-tunnel connection is not a copy of its master tunnel: it is empty, or it is not there. */
function dualFields(connection: Connection, world: World, now: number): JsonObject {
  return {
    ...emptyTopLevel[world.modes.dualTunnelTopLevel],
    EnableTunnelsBgp: connection.tunnels.some((tunnel) => tunnel.BgpConfig !== undefined),
    TunnelOptionsSpecification: {
      TunnelOptions: inOrder(connection.tunnels, world.modes).map((tunnel) =>
        tunnelFields(connection, tunnel, world, now),
      ),
    },
  };
}

const emptyValues: JsonObject = { CustomerGatewayId: "", Status: "", EnableDpd: false, EnableNatTraversal: false };
const emptyTopLevel: Readonly<Record<Modes["dualTunnelTopLevel"], JsonObject>> = {
  empty: { ...emptyValues, IkeConfig: {}, IpsecConfig: {} },
  "no-blocks": emptyValues,
  missing: {},
};

function inOrder(tunnels: readonly Tunnel[], modes: Modes): readonly Tunnel[] {
  const masterFirst = tunnels[0]?.Role !== "slave";
  return masterFirst === (modes.tunnelOrder === "master-first") ? tunnels : [...tunnels].reverse();
}

function shown(status: string, world: World): string {
  return world.modes.statuses === "shown" ? status : "";
}

/** "EnableDpd": "true", "IkeLifetime": "86400", "LocalAsn": "65530": strings, unlike the connection's own values. */
function tunnelFields(connection: Connection, tunnel: Tunnel, world: World, now: number): JsonObject {
  const write = world.modes.tunnelValues === "string" ? asText : native;
  const bgp = bgpMember(tunnel, world, write);
  const showEmpty = world.modes.unsetTunnelFields === "empty";
  const certificate = tunnel.RemoteCaCertificate ?? (showEmpty ? "" : undefined);
  return {
    TunnelId: tunnel.TunnelId,
    TunnelIndex: tunnel.TunnelIndex,
    Role: tunnel.Role,
    State: tunnelState(tunnel, now),
    Status: shown(world.negotiations.state(connection, tunnel, now).Status, world),
    ZoneNo: tunnel.ZoneNo,
    InternetIp: tunnel.InternetIp,
    CustomerGatewayId: tunnel.CustomerGatewayId,
    EnableDpd: write(tunnel.EnableDpd),
    EnableNatTraversal: write(tunnel.EnableNatTraversal),
    ...given("RemoteCaCertificate", certificate),
    TunnelIkeConfig: ikeMember(tunnel.IkeConfig, world.modes, write),
    TunnelIpsecConfig: ipsecMember(tunnel.IpsecConfig, write),
    ...(bgp ? { TunnelBgpConfig: { BgpStatus: shown(bgpStatus(connection, tunnel, world, now), world), ...bgp } } : {}),
    ...(!bgp && showEmpty ? { TunnelBgpConfig: {} } : {}),
  };
}

/** `name` is `Tag` in the list and `Tags` in DescribeVpnConnection. */
export function tagsMember(name: "Tag" | "Tags", connection: Connection, modes: Modes): JsonObject {
  if (connection.Tags.length > 0) return { [name]: { Tag: connection.Tags.map(({ Key, Value }) => ({ Key, Value })) } };
  if (modes.emptyTags === "missing") return {};
  return { [name]: modes.emptyTags === "empty" ? {} : { Tag: [] } };
}
