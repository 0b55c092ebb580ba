import type { JsonObject } from "../api/json";
import type { Connection, HealthCheck, Link, Tunnel } from "../model/entities";
import type { Modes } from "../modes";
import { bgpFields } from "./bgp-fields";
import type { AnswerSources, Live, LiveLink } from "./live";
import { type DescribeAnswer, asText, emptyDirectValues, native, writersOfDescribe } from "./parameter-writers";

/** Neither the clock nor the negotiations: what they say is in the live part. */
type StillSources = Pick<AnswerSources, "modes" | "store">;

/** A connection in an answer of a Describe operation: all but the tags and VpnBgpConfig.EnableBgp. */
export function connectionFields(
  connection: Connection,
  live: Live,
  sources: StillSources,
  answer: DescribeAnswer,
): JsonObject {
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
    ...(live.single ? singleFields(live.single, sources, answer) : dualFields(live, sources, answer)),
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

function singleFields(
  { link, status, bgpStatus }: LiveLink<Link>,
  sources: StillSources,
  answer: DescribeAnswer,
): JsonObject {
  const { modes } = sources;
  const writers = writersOfDescribe[answer].single;
  const bgp = bgpFields(link, sources, writers, native);
  const fields = writers.direct({}, link, native, modes);
  fields["Status"] = shown(status, modes);
  fields["InternetIp"] = link.InternetIp;
  fields["IkeConfig"] = writers.ike({}, link.IkeConfig, native, modes);
  fields["IpsecConfig"] = writers.ipsec({}, link.IpsecConfig, native, modes);
  if (bgp) {
    fields["VpnBgpConfig"] = { Status: shown(bgpStatus, modes), ...bgp, ...given("AuthKey", link.BgpAuthKey) };
  }
  if (modes.unsetTunnelFields === "empty") fields["TunnelOptionsSpecification"] = { TunnelOptions: [] };
  return fields;
}

/** The top level of a dual-tunnel connection is not a copy of its master tunnel: it is empty, or it is not there. */
function dualFields({ tunnels }: Live, sources: StillSources, answer: DescribeAnswer): JsonObject {
  return {
    ...emptyTopLevel[sources.modes.dualTunnelTopLevel],
    EnableTunnelsBgp: tunnels.some(({ link }) => link.BgpConfig !== undefined),
    TunnelOptionsSpecification: {
      TunnelOptions: inOrder(tunnels, sources.modes).map((tunnel) => tunnelFields(tunnel, sources, answer)),
    },
  };
}

const emptyValues: JsonObject = { ...emptyDirectValues, Status: "" };
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
function writesText(answer: DescribeAnswer, { tunnelValues }: Modes): boolean {
  return tunnelValues === "string" || (tunnelValues === "string-in-list" && answer === "DescribeVpnConnections");
}

function tunnelFields(
  { link: tunnel, state, status, bgpStatus }: LiveLink<Tunnel>,
  sources: StillSources,
  answer: DescribeAnswer,
): JsonObject {
  const { modes } = sources;
  const writers = writersOfDescribe[answer].tunnel;
  const write = writesText(answer, modes) ? asText : native;
  const bgp = bgpFields(tunnel, sources, writers, write);
  const fields: JsonObject = {
    TunnelId: tunnel.TunnelId,
    TunnelIndex: tunnel.TunnelIndex,
    Role: tunnel.Role,
    State: state,
    Status: shown(status, modes),
    ZoneNo: tunnel.ZoneNo,
    InternetIp: tunnel.InternetIp,
  };
  writers.direct(fields, tunnel, write, modes);
  fields["TunnelIkeConfig"] = writers.ike({}, tunnel.IkeConfig, write, modes);
  fields["TunnelIpsecConfig"] = writers.ipsec({}, tunnel.IpsecConfig, write, modes);
  if (bgp) fields["TunnelBgpConfig"] = { BgpStatus: shown(bgpStatus, modes), ...bgp };
  else if (modes.unsetTunnelFields === "empty") fields["TunnelBgpConfig"] = {};
  return fields;
}

/** `name` is `Tag` in the list and `Tags` in DescribeVpnConnection. */
export function tagsMember(name: "Tag" | "Tags", connection: Connection, modes: Modes): JsonObject {
  if (connection.Tags.length > 0) return { [name]: { Tag: connection.Tags.map(({ Key, Value }) => ({ Key, Value })) } };
  if (modes.emptyTags === "missing") return {};
  return { [name]: modes.emptyTags === "empty" ? {} : { Tag: [] } };
}
