import type { Connection, Tag, Tunnel, VpnGateway } from "../model/entities";
import type { Random } from "../random";
import type { Fields } from "../schema/fields";
import { readLink } from "./read-link";

export interface ConnectionSurroundings {
  readonly accountId: string;
  readonly regionId: string;
  readonly random: Random;
  readonly now: number;
  gateway(id: string): VpnGateway | undefined;
  peerIp(customerGatewayId: string): string;
}

const TUNNEL_BLOCKS = { ike: "TunnelIkeConfig", ipsec: "TunnelIpsecConfig", bgp: "TunnelBgpConfig" };
const SINGLE_BLOCKS = { ike: "IkeConfig", ipsec: "IpsecConfig", bgp: "VpnBgpConfig" };

export function readConnection(fields: Fields, around: ConnectionSurroundings): Connection {
  const vpnGatewayId = fields.text("VpnGatewayId", /^(vpn-.+)?$/) ?? "";
  const gateway = around.gateway(vpnGatewayId);
  if (vpnGatewayId && !gateway) fields.problem(`VpnGatewayId: there is no VPN gateway ${vpnGatewayId}`);
  const connection: Connection = {
    VpnConnectionId: fields.requiredText("VpnConnectionId", /^vco-/),
    AccountId: fields.text("AccountId") ?? around.accountId,
    RegionId: fields.text("RegionId") ?? around.regionId,
    Name: fields.text("Name") ?? "",
    VpnGatewayId: vpnGatewayId,
    AttachType: fields.oneOf("AttachType", ["VPNGW", "CEN", "NO_ASSOCIATED"]) ?? (vpnGatewayId ? "VPNGW" : "CEN"),
    ...texts(fields, ["AttachInstanceId", "TransitRouterId", "TransitRouterName", "Spec", "TunnelBandwidth", "ZoneNo"]),
    NetworkType: fields.oneOf("NetworkType", ["public", "private"]) ?? "public",
    CrossAccountAuthorized: fields.boolean("CrossAccountAuthorized") ?? false,
    LocalSubnet: fields.text("LocalSubnet") ?? "0.0.0.0/0",
    RemoteSubnet: fields.text("RemoteSubnet") ?? "0.0.0.0/0",
    CreateTime: fields.integer("CreateTime", 0, Number.MAX_SAFE_INTEGER) ?? around.now,
    EffectImmediately: fields.boolean("EffectImmediately") ?? false,
    ResourceGroupId: fields.text("ResourceGroupId") ?? "rg-sim0000000000001",
    Tags: readTags(fields),
    HealthCheck: readHealthCheck(fields.object("VcoHealthCheck")),
    FinancialLocked: fields.boolean("FinancialLocked") ?? false,
    Traffic: fields.boolean("Traffic") ?? true,
    tunnels: [],
    configuringUntil: readUntil(fields),
  };
  // Of a pasted answer of DescribeVpnConnection.
  fields.ignore("RequestId");
  fields.ignore("State", "EnableTunnelsBgp", "EffectImmediately");

  const tunnels = fields.object("TunnelOptionsSpecification")?.list("TunnelOptions") ?? [];
  if (tunnels.length > 0) {
    connection.tunnels = tunnels.map((one, index) => readTunnel(one, index, gateway, around));
    fields.ignore(
      "CustomerGatewayId",
      "Status",
      "EnableDpd",
      "EnableNatTraversal",
      "InternetIp",
      "RemoteCaCertificate",
    );
    fields.ignore("IkeConfig", "IpsecConfig", "VpnBgpConfig");
  } else {
    connection.single = readLink(fields, SINGLE_BLOCKS, { ...around, internetIp: gateway?.InternetIp ?? "192.0.2.1" });
  }
  fields.done();
  return connection;
}

/** Of an export that was made while a change was being configured. */
export function readUntil(fields: Fields): number {
  return fields.integer("ConfiguringUntil", 0, Number.MAX_SAFE_INTEGER) ?? 0;
}

type Texts = "AttachInstanceId" | "TransitRouterId" | "TransitRouterName" | "Spec" | "TunnelBandwidth" | "ZoneNo";

function texts(fields: Fields, names: readonly Texts[]): Partial<Pick<Connection, Texts>> {
  const given: Partial<Pick<Connection, Texts>> = {};
  for (const name of names) {
    const value = fields.text(name);
    if (value !== undefined) given[name] = value;
  }
  return given;
}

function readTunnel(
  fields: Fields,
  index: number,
  gateway: VpnGateway | undefined,
  around: ConnectionSurroundings,
): Tunnel {
  const addresses = [gateway?.InternetIp, gateway?.DisasterRecoveryInternetIp];
  const internetIp = addresses[index] ?? `192.0.2.${index + 1}`;
  const tunnel: Tunnel = {
    TunnelId: fields.requiredText("TunnelId", /^tun-/),
    TunnelIndex: fields.integer("TunnelIndex", 1, 2) ?? index + 1,
    Role: fields.oneOf("Role", ["master", "slave"]) ?? (index === 0 ? "master" : "slave"),
    ZoneNo: fields.text("ZoneNo") ?? `${gateway?.RegionId ?? around.regionId}-${index === 0 ? "h" : "i"}`,
    configuringUntil: readUntil(fields),
    ...readLink(fields, TUNNEL_BLOCKS, { ...around, internetIp }),
  };
  fields.ignore("State");
  fields.done();
  return tunnel;
}

/** A plain list, or wrapped as the two Describe operations have it under two names. */
function readTags(fields: Fields): Tag[] {
  const wrapped = (name: string) =>
    fields.isList(name) ? fields.list(name) : (fields.object(name)?.list("Tag") ?? []);
  return [...wrapped("Tags"), ...wrapped("Tag")].map((one) => {
    const tag: Tag = { Key: one.requiredText("Key"), Value: one.text("Value") ?? "" };
    one.done();
    return tag;
  });
}

function readHealthCheck(fields: Fields | undefined): Connection["HealthCheck"] {
  const policy = fields?.oneOf("Policy", ["revoke_route", "reserve_route"]);
  const check: Connection["HealthCheck"] = {
    Enable: fields?.boolean("Enable") ?? false,
    Sip: fields?.text("Sip") ?? "",
    Dip: fields?.text("Dip") ?? "",
    Interval: fields?.integer("Interval", 0, 3600) ?? 0,
    Retry: fields?.integer("Retry", 0, 3600) ?? 0,
    ...(policy === undefined ? {} : { Policy: policy }),
  };
  fields?.ignore("Status");
  fields?.done();
  return check;
}
