import type { Connection, HealthCheck, Link, SaState, Tag, Tunnel, VpnGateway } from "../model/entities";
import { type DefaultSource, valuesIn, withDefaults } from "../model/parameter";
import { bgpRows, directRows, ikeRows, ipsecRows } from "../model/tunnel-parameters";
import type { Random } from "../random";
import type {
  TopologyBgp,
  TopologyConnection,
  TopologyIke,
  TopologyIpsec,
  TopologyLink,
  TopologyTags,
  TopologyTunnel,
} from "./topology";

export interface ConnectionSurroundings {
  readonly accountId: string;
  readonly regionId: string;
  readonly random: Random;
  readonly now: number;
  gateway(id: string): VpnGateway | undefined;
  peerIp(customerGatewayId: string): string;
}

/** The stored form of a connection that the schema accepts. */
export function buildConnection(json: TopologyConnection, around: ConnectionSurroundings): Connection {
  const { VpnGatewayId = "", TunnelOptionsSpecification } = json;
  const gateway = around.gateway(VpnGatewayId);
  const tunnels = TunnelOptionsSpecification?.TunnelOptions ?? [];
  return {
    VpnConnectionId: json.VpnConnectionId,
    AccountId: json.AccountId ?? around.accountId,
    RegionId: json.RegionId ?? around.regionId,
    Name: json.Name ?? "",
    VpnGatewayId,
    AttachType: json.AttachType ?? (VpnGatewayId ? "VPNGW" : "CEN"),
    ...given("AttachInstanceId", json.AttachInstanceId),
    ...given("TransitRouterId", json.TransitRouterId),
    ...given("TransitRouterName", json.TransitRouterName),
    ...given("Spec", json.Spec),
    ...given("TunnelBandwidth", json.TunnelBandwidth),
    ...given("ZoneNo", json.ZoneNo),
    NetworkType: json.NetworkType ?? "public",
    CrossAccountAuthorized: json.CrossAccountAuthorized ?? false,
    LocalSubnet: json.LocalSubnet ?? "0.0.0.0/0",
    RemoteSubnet: json.RemoteSubnet ?? "0.0.0.0/0",
    CreateTime: json.CreateTime ?? around.now,
    EffectImmediately: json.EffectImmediately ?? false,
    ResourceGroupId: json.ResourceGroupId ?? "rg-sim0000000000001",
    Tags: [...tagsOf(json.Tags), ...tagsOf(json.Tag)],
    HealthCheck: buildHealthCheck(json.VcoHealthCheck),
    FinancialLocked: json.FinancialLocked ?? false,
    Traffic: json.Traffic ?? true,
    configuringUntil: json.ConfiguringUntil ?? 0,
    tunnels: tunnels.map((one, index) => buildTunnel(one, index, gateway, around)),
    ...(tunnels.length > 0 ? {} : { single: buildSingle(json, gateway, around) }),
  };
}

function given<N extends string>(name: N, value: string | undefined): { readonly [K in N]?: string } {
  const member: { [K in N]?: string } = {};
  if (value !== undefined) member[name] = value;
  return member;
}

function tagsOf(tags: TopologyTags = []): Tag[] {
  const list = Array.isArray(tags) ? tags : (tags.Tag ?? []);
  return list.map(({ Key, Value = "" }) => ({ Key, Value }));
}

function buildHealthCheck(json: TopologyConnection["VcoHealthCheck"] = {}): HealthCheck {
  const { Enable = false, Sip = "", Dip = "", Interval = 0, Retry = 0, Policy } = json;
  const check: HealthCheck = { Enable: Enable === true || Enable === "true", Sip, Dip, Interval, Retry };
  return Policy === undefined ? check : { ...check, Policy };
}

function buildTunnel(
  json: TopologyTunnel,
  index: number,
  gateway: VpnGateway | undefined,
  around: ConnectionSurroundings,
): Tunnel {
  const { TunnelIkeConfig, TunnelIpsecConfig, TunnelBgpConfig } = json;
  const addresses = [gateway?.InternetIp, gateway?.DisasterRecoveryInternetIp];
  const blocks = { ike: TunnelIkeConfig, ipsec: TunnelIpsecConfig, bgp: TunnelBgpConfig };
  return {
    TunnelId: json.TunnelId,
    TunnelIndex: json.TunnelIndex ?? index + 1,
    Role: json.Role ?? (index === 0 ? "master" : "slave"),
    ZoneNo: json.ZoneNo ?? `${gateway?.RegionId ?? around.regionId}-${index === 0 ? "h" : "i"}`,
    configuringUntil: json.ConfiguringUntil ?? 0,
    ...buildLink(json, blocks, addresses[index] ?? `192.0.2.${index + 1}`, around),
  };
}

function buildSingle(json: TopologyConnection, gateway: VpnGateway | undefined, around: ConnectionSurroundings): Link {
  const blocks = { ike: json.IkeConfig, ipsec: json.IpsecConfig, bgp: json.VpnBgpConfig };
  return buildLink(json, blocks, gateway?.InternetIp ?? "192.0.2.1", around);
}

/** In a tunnel and at the top of a single-tunnel connection, the blocks have different names. */
interface LinkBlocks {
  readonly ike: TopologyIke | undefined;
  readonly ipsec: TopologyIpsec | undefined;
  readonly bgp: (TopologyBgp & { readonly AuthKey?: string }) | undefined;
}

function buildLink(
  json: Partial<TopologyLink>,
  { ike = {}, ipsec = {}, bgp = {} }: LinkBlocks,
  internetIp: string,
  around: ConnectionSurroundings,
): Link {
  const { InternetIp = internetIp, CustomerGatewayId = "" } = json;
  const from: DefaultSource = {
    internetIp: InternetIp,
    peerIp: around.peerIp(CustomerGatewayId),
    tunnelCidr: bgp.TunnelCidr ?? "",
    random: around.random,
  };
  return {
    ...withDefaults(directRows, valuesIn(directRows, json), from),
    InternetIp,
    IkeConfig: withDefaults(ikeRows, valuesIn(ikeRows, ike), from),
    IpsecConfig: withDefaults(ipsecRows, valuesIn(ipsecRows, ipsec), from),
    // An empty block is how some answers say that BGP is off.
    ...(bgp.TunnelCidr ? { BgpConfig: withDefaults(bgpRows, valuesIn(bgpRows, bgp), from) } : {}),
    ...(bgp.AuthKey === undefined ? {} : { BgpAuthKey: bgp.AuthKey }),
    Sa: buildAssociations(json, around.now),
  };
}

/**
 * The associations of a link. An export writes `Sa`. Otherwise a Status that is given holds until the next negotiation,
 * and without one the first reader finds out what a negotiation gives.
 */
function buildAssociations({ Status, Sa }: Partial<TopologyLink>, now: number): SaState {
  if (Sa) return { Status: "ike_sa_not_established", at: now, ...Sa };
  return Status ? { Status, at: now } : { Status: "ike_sa_not_established", at: now, dueAt: now };
}
