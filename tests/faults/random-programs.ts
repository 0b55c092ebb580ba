// Random programs and random drift: any values that the API takes, for any tunnels of the world below.
import { isIPv4 } from "node:net";
import * as fc from "fast-check";
import { fieldsOf, type Field, type Values } from "../../provider/core/field";
import type { Scalar } from "../../provider/core/scalar";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel/table/fields";
import { defaultTopology, type Simulator, type Topology, type TunnelPatch } from "../../simulator";

/** A tunnel of the world. */
export interface Place {
  readonly vpnConnectionId: string;
  readonly tunnelId: string;
  readonly role: "master" | "slave";
  /** A customer gateway that no other tunnel has. */
  readonly spareGateway: string;
  readonly number: number;
}

const CONNECTIONS = [1, 2, 3, 4];
/**
 * The one that may have IKE version 1. In its main mode an identity is an address, or the tunnel does not come up; and
 * with several subnets on a side the API does not take it.
 */
const WITH_IKEV1 = 2;
const WITH_BGP: Readonly<Record<number, number>> = { 1: 65530, 4: 65534 };

export const PLACES: readonly Place[] = CONNECTIONS.flatMap((connection) =>
  ([1, 2] as const).map((tunnel) => ({
    vpnConnectionId: `vco-sim000000000000000${connection}`,
    tunnelId: `tun-sim00000000000000${connection}${tunnel}`,
    role: tunnel === 1 ? ("master" as const) : ("slave" as const),
    spareGateway: `cgw-spare-${connection}${tunnel}`,
    number: connection * 10 + tunnel,
  })),
);

/** Two VPN gateways and a transit router, with a customer gateway to spare for each tunnel. */
export const WORLD: Topology = {
  ...defaultTopology,
  CustomerGateways: [
    ...(defaultTopology.CustomerGateways ?? []),
    ...PLACES.map(({ spareGateway, number }) => ({
      CustomerGatewayId: spareGateway,
      IpAddress: `198.51.100.${100 + number}`,
      Asn: 65100,
    })),
  ],
};

const SETTINGS = fieldsOf(vpnTunnelTable, "setting");
const connectionOf = (place: Place): number => Math.floor(place.number / 10);

/** Values of any part of a tunnel's settings that the API takes together. */
export function settingsFor(place: Place): fc.Arbitrary<Values> {
  const connection = connectionOf(place);
  const model: Record<string, fc.Arbitrary<Scalar>> = {};
  for (const field of SETTINGS) {
    const values = valuesOf(field, place, connection);
    if (values.length > 0) model[field.path] = fc.constantFrom(...values);
  }
  return fc.record(model, { requiredKeys: [] }).map((values) => {
    const given = Object.entries(values).filter((entry): entry is [string, Scalar] => entry[1] !== undefined);
    const { "tunnelBgpConfig.localBgpIp": address, ...rest } = Object.fromEntries(given);
    const cidr = rest["tunnelBgpConfig.tunnelCidr"];
    // The address must lie in the block.
    return address === undefined || cidr === undefined
      ? rest
      : { ...rest, "tunnelBgpConfig.localBgpIp": String(cidr).replace(/0\/30$/u, String(address)) };
  });
}

function valuesOf(field: Field, place: Place, connection: number): readonly Scalar[] {
  const asn = WITH_BGP[connection];
  switch (field.path) {
    case "customerGatewayId":
      return [place.spareGateway];
    case "tunnelIkeConfig.ikeVersion":
      return connection === WITH_IKEV1 ? ["ikev1", "ikev2"] : ["ikev2"];
    case "tunnelIkeConfig.localId":
    case "tunnelIkeConfig.remoteId":
      return connection === WITH_IKEV1 ? ["203.0.113.10", "203.0.113.11"] : field.rule.accepted;
    case "tunnelBgpConfig.localAsn":
      // Both tunnels of a connection have the same one.
      return asn === undefined ? [] : [asn];
    case "tunnelBgpConfig.tunnelCidr":
      return asn === undefined ? [] : [`169.254.${110 + place.number}.0/30`, `169.254.${200 + place.number}.0/30`];
    case "tunnelBgpConfig.localBgpIp":
      return asn === undefined ? [] : ["1", "2"];
    default:
      return field.rule.accepted;
  }
}

/** The live settings, by path. */
export function liveSettings(sim: Simulator, place: Place): Values {
  const tunnel = sim.tunnel(place.tunnelId);
  const { IkeConfig, IpsecConfig, BgpConfig, ...singles } = tunnel ?? {};
  const blocks = { TunnelIkeConfig: IkeConfig, TunnelIpsecConfig: IpsecConfig, TunnelBgpConfig: BgpConfig };
  const live: Record<string, Scalar> = {};
  for (const { path, wire = "" } of SETTINGS) {
    const [block = "", name] = wire.split(".");
    const bag = Object.entries(
      name === undefined ? singles : (Object.entries(blocks).find(([key]) => key === block)?.[1] ?? {}),
    );
    const value: unknown = bag.find(([key]) => key === (name ?? block))?.[1];
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") live[path] = value;
  }
  return live;
}

/**
 * What a tunnel must be after an up: as declared; else as it was, or as the API derives it.
 * @param resets The API resets what is left out of a block, also what it derives (mode `omitted`).
 */
export function expectedSettings(before: Values, declared: Values, resets: boolean): Values {
  const expected: Record<string, Scalar> = { ...before, ...declared };
  const isNew = (path: string): boolean => declared[path] !== undefined && declared[path] !== before[path];
  const remoteId = "tunnelIkeConfig.remoteId";
  if (isNew("customerGatewayId") && declared[remoteId] === undefined && isIPv4(String(before[remoteId]))) {
    const gateways = WORLD.CustomerGateways ?? [];
    const gateway = gateways.find((one) => one.CustomerGatewayId === declared["customerGatewayId"]);
    expected[remoteId] = gateway?.IpAddress ?? "";
  }
  const address = "tunnelBgpConfig.localBgpIp";
  if (isNew("tunnelBgpConfig.tunnelCidr") && declared[address] === undefined) {
    const host = resets ? "1" : (String(before[address]).split(".").at(-1) ?? "");
    expected[address] = String(declared["tunnelBgpConfig.tunnelCidr"]).replace(/0\/30$/u, host);
  }
  return expected;
}

/** Somebody else sets these values in the console, which keeps a tunnel's address inside its block. */
export function drift(sim: Simulator, place: Place, wanted: Values): void {
  const cidr = wanted["tunnelBgpConfig.tunnelCidr"];
  const inside = cidr === undefined ? {} : { "tunnelBgpConfig.localBgpIp": String(cidr).replace(/0\/30$/u, "1") };
  const values: Values = { ...inside, ...wanted };
  const patch: Record<string, unknown> = {};
  const blocks: Record<string, Record<string, Scalar>> = {};
  for (const { path, wire = "" } of SETTINGS) {
    const value = values[path];
    if (value === undefined) continue;
    const [block = "", name] = wire.split(".");
    if (name === undefined) patch[block] = value;
    else blocks[block] = { ...blocks[block], [name]: value };
  }
  const whole: TunnelPatch = { ...patch, ...blocks };
  sim.changeTunnel(place.tunnelId, whole);
}
