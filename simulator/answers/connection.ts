import type { JsonObject } from "../api/json";
import { connectionState, tunnelState } from "../model/configuring";
import type { Connection, HealthCheck, Link, Tunnel } from "../model/entities";
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
    Status: world.negotiations.state(connection, link, now).Status,
    InternetIp: link.InternetIp,
    EnableDpd: link.EnableDpd,
    EnableNatTraversal: link.EnableNatTraversal,
    ...given("RemoteCaCertificate", link.RemoteCaCertificate),
    IkeConfig: ikeMember(link.IkeConfig, world.modes, native),
    IpsecConfig: ipsecMember(link.IpsecConfig, native),
    ...(bgp
      ? {
          VpnBgpConfig: {
            Status: bgpStatus(connection, link, world, now),
            ...bgp,
            ...given("AuthKey", link.BgpAuthKey),
          },
        }
      : {}),
  };
}

/** The top level of a dual-tunnel connection is not a copy of its master tunnel: it is empty, or it is not there. */
function dualFields(connection: Connection, world: World, now: number): JsonObject {
  const empty: JsonObject = {
    CustomerGatewayId: "",
    Status: "",
    EnableDpd: false,
    EnableNatTraversal: false,
    IkeConfig: {},
    IpsecConfig: {},
  };
  return {
    ...(world.modes.dualTunnelTopLevel === "empty" ? empty : {}),
    EnableTunnelsBgp: connection.tunnels.some((tunnel) => tunnel.BgpConfig !== undefined),
    TunnelOptionsSpecification: {
      TunnelOptions: connection.tunnels.map((tunnel) => tunnelFields(connection, tunnel, world, now)),
    },
  };
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
    Status: world.negotiations.state(connection, tunnel, now).Status,
    ZoneNo: tunnel.ZoneNo,
    InternetIp: tunnel.InternetIp,
    CustomerGatewayId: tunnel.CustomerGatewayId,
    EnableDpd: write(tunnel.EnableDpd),
    EnableNatTraversal: write(tunnel.EnableNatTraversal),
    ...given("RemoteCaCertificate", certificate),
    TunnelIkeConfig: ikeMember(tunnel.IkeConfig, world.modes, write),
    TunnelIpsecConfig: ipsecMember(tunnel.IpsecConfig, write),
    ...(bgp ? { TunnelBgpConfig: { BgpStatus: bgpStatus(connection, tunnel, world, now), ...bgp } } : {}),
    ...(!bgp && showEmpty ? { TunnelBgpConfig: {} } : {}),
  };
}

export function tagList(connection: Connection): JsonObject {
  return { Tag: connection.Tags.map(({ Key, Value }) => ({ Key, Value })) };
}
