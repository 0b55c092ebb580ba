import { DEFAULT_ACCOUNT } from "../auth/access-keys";
import { type CustomerGateway, type VpnGateway, linksOf } from "../model/entities";
import { parseIpv4 } from "../ipv4";
import { Store } from "../model/store";
import { freezeUnkept } from "../negotiation/freeze";
import type { Random } from "../random";
import { Fields } from "../schema/fields";
import { readConnection, readUntil } from "./read-connection";
import { readPeer } from "./read-peer";

export class TopologyError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the topology has ${problems.length} problem(s):\n${problems.map((one) => `  ${one}`).join("\n")}`);
    this.name = "TopologyError";
  }
}

export interface Defaults {
  readonly RegionId: string;
  readonly AccountId: string;
}

/** Builds the stored state of a topology. All problems of the file are reported at once, each with its path. */
export function loadTopology(topology: unknown, random: Random, now: number): Store {
  const problems: string[] = [];
  const store = new Store();
  const root = Fields.of(topology, "", problems);
  const defaults: Defaults = {
    RegionId: root.text("RegionId") ?? "cn-hangzhou",
    AccountId: root.text("AccountId") ?? DEFAULT_ACCOUNT,
  };
  root.ignore("$schema");
  for (const fields of root.list("VpnGateways")) {
    const gateway = readGateway(fields, defaults);
    if (store.gateways.has(gateway.VpnGatewayId)) fields.problem(`${gateway.VpnGatewayId} is there twice`);
    store.gateways.set(gateway.VpnGatewayId, gateway);
  }
  for (const fields of root.list("CustomerGateways")) {
    const gateway = readCustomerGateway(fields, defaults);
    if (store.customerGateways.has(gateway.CustomerGatewayId)) {
      fields.problem(`${gateway.CustomerGatewayId} is there twice`);
    }
    store.customerGateways.set(gateway.CustomerGatewayId, gateway);
  }
  for (const fields of root.list("VpnConnections")) {
    const connection = readConnection(fields, {
      accountId: defaults.AccountId,
      regionId: defaults.RegionId,
      random,
      now,
      gateway: (id) => store.gateways.get(id),
      peerIp: (id) => store.customerGateways.get(id)?.IpAddress ?? "",
    });
    if (store.connection(connection.VpnConnectionId)) fields.problem(`${connection.VpnConnectionId} is there twice`);
    for (const { TunnelId } of connection.tunnels) {
      if (store.tunnel(TunnelId)) fields.problem(`${TunnelId} is there twice`);
    }
    for (const { CustomerGatewayId: id } of linksOf(connection)) {
      if (id && !store.customerGateways.has(id)) fields.problem(`there is no customer gateway ${id}`);
    }
    store.put(connection);
  }
  root.done();
  if (problems.length > 0) throw new TopologyError(problems);
  freezeUnkept(store);
  return store;
}

export function readGateway(fields: Fields, defaults: Defaults): VpnGateway {
  const second = fields.text("DisasterRecoveryInternetIp");
  const gateway: VpnGateway = {
    VpnGatewayId: fields.requiredText("VpnGatewayId", /^vpn-/),
    AccountId: fields.text("AccountId") ?? defaults.AccountId,
    RegionId: fields.text("RegionId") ?? defaults.RegionId,
    Name: fields.text("Name") ?? "",
    InternetIp: fields.text("InternetIp") ?? "192.0.2.1",
    ...(second === undefined ? {} : { DisasterRecoveryInternetIp: second }),
    FinancialLocked: fields.boolean("FinancialLocked") ?? false,
    RouteEntries: fields.list("RouteEntries").map((route) => {
      const entry = { RouteDest: route.requiredText("RouteDest"), NextHop: route.text("NextHop") ?? "" };
      route.done();
      return entry;
    }),
    configuringUntil: readUntil(fields),
  };
  fields.done();
  return gateway;
}

export function readCustomerGateway(fields: Fields, defaults: Defaults): CustomerGateway {
  const gateway: CustomerGateway = {
    CustomerGatewayId: fields.requiredText("CustomerGatewayId", /^cgw-/),
    AccountId: fields.text("AccountId") ?? defaults.AccountId,
    RegionId: fields.text("RegionId") ?? defaults.RegionId,
    Name: fields.text("Name") ?? "",
    IpAddress: fields.requiredText("IpAddress"),
    Asn: fields.integer("Asn", 1, 4294967295) ?? 65000,
    Peer: readPeer(fields.object("Peer")),
  };
  if (gateway.IpAddress && parseIpv4(gateway.IpAddress) === undefined) fields.problem("IpAddress: not an IPv4 address");
  fields.done();
  return gateway;
}
