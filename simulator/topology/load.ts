import { DEFAULT_ACCOUNT } from "../auth/access-keys";
import type { CustomerGateway, VpnGateway } from "../model/entities";
import { Store } from "../model/store";
import { freezeUnkept } from "../negotiation/freeze";
import { wellKeptPeer } from "../negotiation/peer";
import type { Random } from "../random";
import { Shape } from "../schema/shape";
import { type ConnectionSurroundings, buildConnection } from "./build-connection";
import { crossProblems } from "./cross-rules";
import { topologySchema } from "./schema";
import type { Topology, TopologyCustomerGateway, TopologyGateway } from "./topology";

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

const topologyShape = new Shape<Topology>(topologySchema, "the topology");

/** The stored state of a topology from outside; throws all mistakes at once, each with its place. */
export function loadTopology(json: unknown, random: Random, now: number): Store {
  const { value, problems } = topologyShape.inspect(json);
  const all = [...problems, ...crossProblems(json)];
  if (value === undefined || all.length > 0) throw new TopologyError(all);
  return buildStore(value, random, now);
}

/** The stored state of a topology that has no mistakes. */
export function buildStore(topology: Topology, random: Random, now: number): Store {
  const store = new Store();
  const defaults: Defaults = {
    RegionId: topology.RegionId ?? "cn-hangzhou",
    AccountId: topology.AccountId ?? DEFAULT_ACCOUNT,
  };
  for (const json of topology.VpnGateways ?? []) store.gateways.set(json.VpnGatewayId, buildGateway(json, defaults));
  for (const json of topology.CustomerGateways ?? []) {
    store.customerGateways.set(json.CustomerGatewayId, buildCustomerGateway(json, defaults));
  }
  const around = surroundingsIn(store, defaults, random, now);
  for (const json of topology.VpnConnections ?? []) store.put(buildConnection(json, around));
  freezeUnkept(store);
  return store;
}

/** The surroundings of a connection that goes into the store. */
export function surroundingsIn(store: Store, defaults: Defaults, random: Random, now: number): ConnectionSurroundings {
  return {
    accountId: defaults.AccountId,
    regionId: defaults.RegionId,
    random,
    now,
    gateway: (id) => store.gateways.get(id),
    peerIp: (id) => store.customerGateways.get(id)?.IpAddress ?? "",
  };
}

export function buildGateway(json: TopologyGateway, defaults: Defaults): VpnGateway {
  const { DisasterRecoveryInternetIp } = json;
  return {
    VpnGatewayId: json.VpnGatewayId,
    AccountId: json.AccountId ?? defaults.AccountId,
    RegionId: json.RegionId ?? defaults.RegionId,
    Name: json.Name ?? "",
    InternetIp: json.InternetIp ?? "192.0.2.1",
    ...(DisasterRecoveryInternetIp === undefined ? {} : { DisasterRecoveryInternetIp }),
    FinancialLocked: json.FinancialLocked ?? false,
    RouteEntries: (json.RouteEntries ?? []).map(({ RouteDest, NextHop = "" }) => ({ RouteDest, NextHop })),
    configuringUntil: json.ConfiguringUntil ?? 0,
  };
}

export function buildCustomerGateway(json: TopologyCustomerGateway, defaults: Defaults): CustomerGateway {
  return {
    CustomerGatewayId: json.CustomerGatewayId,
    AccountId: json.AccountId ?? defaults.AccountId,
    RegionId: json.RegionId ?? defaults.RegionId,
    Name: json.Name ?? "",
    IpAddress: json.IpAddress,
    Asn: json.Asn ?? 65000,
    Peer: { ...wellKeptPeer(), ...structuredClone(json.Peer) },
  };
}
