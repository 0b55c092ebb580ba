import type { JsonObject } from "../api/json";
import type { Connection, HealthCheck, Link, Tunnel } from "../model/entities";
import type { Modes } from "../modes";
import type { AnswerSources, Live, LiveLink } from "./live";
import { asText, bgpMember, ikeMember, ipsecMember, native } from "./tunnel-reply";

/** Neither the clock nor the negotiations: what they say is in the live part. */
type Stored = Pick<AnswerSources, "modes" | "store">;

/** What DescribeVpnConnections and DescribeVpnConnection have in common: all but the tags and VpnBgpConfig.EnableBgp. */
export function connectionFields(connection: Connection, live: Live, world: Stored): JsonObject {
  return {
    VpnConnectionId: connection.VpnConnectionId,
    Name: connection.Name,
    VpnGatewayId: connection.VpnGatewayId,
    State: live.state,
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
    VcoHealthCheck: healthMember(connection.HealthCheck, live.health),
    ...(live.single ? singleFields(live.single, world) : dualFields(live, world)),
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

function singleFields({ link, status, bgpStatus }: LiveLink<Link>, world: Stored): JsonObject {
  const bgp = bgpMember(link, world, native);
  return {
    CustomerGatewayId: link.CustomerGatewayId,
    Status: shown(status, world.modes),
    InternetIp: link.InternetIp,
    EnableDpd: link.EnableDpd,
    EnableNatTraversal: link.EnableNatTraversal,
    ...given("RemoteCaCertificate", link.RemoteCaCertificate),
    IkeConfig: ikeMember(link.IkeConfig, world.modes, native),
    IpsecConfig: ipsecMember(link.IpsecConfig, native),
    ...(bgp
      ? {
          VpnBgpConfig: {
            Status: shown(bgpStatus, world.modes),
            ...bgp,
            ...given("AuthKey", link.BgpAuthKey),
          },
        }
      : {}),
    ...(world.modes.unsetTunnelFields === "empty" ? { TunnelOptionsSpecification: { TunnelOptions: [] } } : {}),
  };
}

/** The top level of a dual-tunnel connection is not a copy of its master tunnel: it is empty, or it is not there. */
function dualFields({ tunnels }: Live, world: Stored): JsonObject {
  return {
    ...emptyTopLevel[world.modes.dualTunnelTopLevel],
    EnableTunnelsBgp: tunnels.some(({ link }) => link.BgpConfig !== undefined),
    TunnelOptionsSpecification: {
      TunnelOptions: inOrder(tunnels, world.modes).map((tunnel) => tunnelFields(tunnel, world)),
    },
  };
}

const emptyValues: JsonObject = { CustomerGatewayId: "", Status: "", EnableDpd: false, EnableNatTraversal: false };
const emptyTopLevel: Readonly<Record<Modes["dualTunnelTopLevel"], JsonObject>> = {
  empty: { ...emptyValues, IkeConfig: {}, IpsecConfig: {} },
  "no-blocks": emptyValues,
  missing: {},
};

function inOrder(tunnels: Live["tunnels"], modes: Modes): Live["tunnels"] {
  const masterFirst = tunnels[0]?.link.Role !== "slave";
  return masterFirst === (modes.tunnelOrder === "master-first") ? tunnels : [...tunnels].reverse();
}

function shown(status: string, modes: Modes): string {
  return modes.statuses === "shown" ? status : "";
}

/** "EnableDpd": "true", "IkeLifetime": "86400", "LocalAsn": "65530": strings, unlike the connection's own values. */
function tunnelFields({ link: tunnel, state, status, bgpStatus }: LiveLink<Tunnel>, world: Stored): JsonObject {
  const write = world.modes.tunnelValues === "native" ? native : asText;
  const bgp = bgpMember(tunnel, world, write);
  const showEmpty = world.modes.unsetTunnelFields === "empty";
  const certificate = tunnel.RemoteCaCertificate ?? (showEmpty ? "" : undefined);
  return {
    TunnelId: tunnel.TunnelId,
    TunnelIndex: tunnel.TunnelIndex,
    Role: tunnel.Role,
    State: state,
    Status: shown(status, world.modes),
    ZoneNo: tunnel.ZoneNo,
    InternetIp: tunnel.InternetIp,
    CustomerGatewayId: tunnel.CustomerGatewayId,
    EnableDpd: write(tunnel.EnableDpd),
    EnableNatTraversal: write(tunnel.EnableNatTraversal),
    ...given("RemoteCaCertificate", certificate),
    TunnelIkeConfig: ikeMember(tunnel.IkeConfig, world.modes, write),
    TunnelIpsecConfig: ipsecMember(tunnel.IpsecConfig, write),
    ...(bgp ? { TunnelBgpConfig: { BgpStatus: shown(bgpStatus, world.modes), ...bgp } } : {}),
    ...(!bgp && showEmpty ? { TunnelBgpConfig: {} } : {}),
  };
}

/** `name` is `Tag` in the list and `Tags` in DescribeVpnConnection. */
export function tagsMember(name: "Tag" | "Tags", connection: Connection, modes: Modes): JsonObject {
  if (connection.Tags.length > 0) return { [name]: { Tag: connection.Tags.map(({ Key, Value }) => ({ Key, Value })) } };
  if (modes.emptyTags === "missing") return {};
  return { [name]: modes.emptyTags === "empty" ? {} : { Tag: [] } };
}
