import { connectionState, tunnelState } from "../model/configuring";
import { type CustomerGateway, linksOf } from "../model/entities";
import type { Store, TunnelPlace } from "../model/store";
import { withDefaults } from "../model/parameter";
import { bgpRows } from "../model/tunnel-parameters";
import { snapshotOf } from "../negotiation/freeze";
import { carriesTraffic } from "../negotiation/negotiations";
import { peerConfigOf } from "../negotiation/peer";
import type { World } from "../operations/world";
import { Shape } from "../schema/shape";
import { buildConnection } from "../topology/build-connection";
import { type Surroundings, connectionProblems } from "../topology/cross-rules";
import { exportTopology } from "../topology/export";
import { TopologyError, surroundingsIn } from "../topology/load";
import { connectionSchema } from "../topology/schema";
import type { TopologyConnection } from "../topology/topology";
import type { PeerPatch, Simulator, TunnelPatch } from "./simulator";

type StateControl = Pick<
  Simulator,
  | "connection"
  | "tunnel"
  | "connectionIds"
  | "changeTunnel"
  | "changeConnection"
  | "changeGateway"
  | "putConnection"
  | "removeConnection"
  | "settle"
  | "exportTopology"
  | "peer"
  | "peerConfig"
  | "changePeer"
  | "sendTraffic"
>;

const connectionShape = new Shape<TopologyConnection>(connectionSchema, "the connection");

const referencesIn = (store: Store): Surroundings => ({
  hasGateway: (id) => store.gateways.has(id),
  hasCustomerGateway: (id) => store.customerGateways.has(id),
});

/** The part of the Simulator that reads and changes the stored state, in process. */
export function stateControl(world: World): StateControl {
  const { store, clock } = world;
  const must = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`the simulator has no ${what}`);
    return found;
  };
  return {
    connection(id) {
      const found = store.connection(id);
      return found && { ...structuredClone(found), State: connectionState(found, clock.now()) };
    },
    tunnel(id) {
      const place = store.tunnel(id);
      if (!place) return undefined;
      const { connection, tunnel } = place;
      const now = clock.now();
      const { Status } = world.negotiations.state(connection, tunnel, now);
      return {
        ...structuredClone(tunnel),
        State: tunnelState(tunnel, now),
        Status,
        VpnConnectionId: connection.VpnConnectionId,
        CarriesTraffic: carriesTraffic(connection, tunnel, world.negotiations, now),
      };
    },
    connectionIds: () => [...store.connections()].map((one) => one.VpnConnectionId),
    changeTunnel(id, patch) {
      const place = must(store.tunnel(id), `tunnel ${id}`);
      patchTunnel(place, patch, world);
      world.onChange({ connections: [place.connection] });
    },
    changeConnection(id, patch) {
      const connection = must(store.connection(id), `connection ${id}`);
      const now = clock.now();
      world.negotiations.bringUpToDate(connection, now);
      const selectors = connection.LocalSubnet + connection.RemoteSubnet;
      Object.assign(connection, structuredClone(patch));
      if (connection.LocalSubnet + connection.RemoteSubnet !== selectors) {
        for (const link of linksOf(connection)) world.negotiations.cloudChanged(connection, link, now);
      }
      world.onChange({ connections: [connection] });
    },
    changeGateway(id, patch) {
      const gateway = must(store.gateways.get(id), `VPN gateway ${id}`);
      Object.assign(gateway, patch);
      world.onChange({ gateway });
    },
    putConnection(source) {
      const { value, problems } = connectionShape.inspect(source);
      const all = [...problems, ...connectionProblems(source, referencesIn(store))];
      if (value === undefined || all.length > 0) throw new TopologyError(all);
      const [gateway] = store.gateways.values();
      const defaults = { RegionId: gateway?.RegionId ?? "cn-hangzhou", AccountId: gateway?.AccountId ?? "" };
      const connection = buildConnection(value, surroundingsIn(store, defaults, world.random, clock.now()));
      store.put(connection);
      world.onChange({ connections: [connection] });
    },
    removeConnection(id) {
      must(store.remove(id) || undefined, `connection ${id}`);
      world.onChange({ removed: id });
    },
    settle() {
      world.configuring.settle();
      world.negotiations.settle(clock.now());
      world.onChange({ all: true });
    },
    exportTopology: () => structuredClone(exportTopology(store)),
    peer: (id) => structuredClone(store.customerGateways.get(id)?.Peer),
    peerConfig(id) {
      const place = store.tunnel(id);
      const connection = place?.connection ?? store.connection(id);
      const link = place?.tunnel ?? connection?.single;
      const gateway = store.customerGateways.get(link?.CustomerGatewayId ?? "");
      return connection && link && gateway ? structuredClone(peerConfigOf(connection, link, gateway)) : undefined;
    },
    changePeer(id, patch) {
      const customerGateway = must(store.customerGateways.get(id), `customer gateway ${id}`);
      changePeer(customerGateway, patch, world);
      world.onChange({ customerGateway, connections: [...store.onCustomerGateway(id)] });
    },
    sendTraffic(id) {
      const connection = must(store.connection(id), `connection ${id}`);
      world.negotiations.traffic(connection, clock.now());
      world.onChange({ connections: [connection] });
    },
  };
}

function patchTunnel({ connection, tunnel }: TunnelPlace, patch: TunnelPatch, world: World): void {
  const { TunnelIkeConfig, TunnelIpsecConfig, TunnelBgpConfig, Status, ...singles } = patch;
  const former = tunnel.CustomerGatewayId;
  const now = world.clock.now();
  world.negotiations.bringUpToDate(connection, now);
  Object.assign(tunnel, singles);
  if (TunnelIkeConfig) tunnel.IkeConfig = { ...tunnel.IkeConfig, ...TunnelIkeConfig };
  if (TunnelIpsecConfig) tunnel.IpsecConfig = { ...tunnel.IpsecConfig, ...TunnelIpsecConfig };
  if (TunnelBgpConfig === null) delete tunnel.BgpConfig;
  else if (TunnelBgpConfig) {
    const { InternetIp: internetIp } = tunnel;
    const from = { internetIp, peerIp: "", tunnelCidr: TunnelBgpConfig.TunnelCidr ?? "", random: world.random };
    tunnel.BgpConfig = { ...(tunnel.BgpConfig ?? withDefaults(bgpRows, { TunnelCidr: "" }, from)), ...TunnelBgpConfig };
  }
  if (tunnel.CustomerGatewayId !== former) world.store.moved(connection, former);
  if (Status === undefined) world.negotiations.cloudChanged(connection, tunnel, now);
  else tunnel.Sa = { Status, at: now };
}

/** Changes the device behind a customer gateway, and has its tunnels negotiate. */
function changePeer(gateway: CustomerGateway, patch: PeerPatch, world: World): void {
  const { SourceIp, Symptom, ...rest } = structuredClone(patch);
  const now = world.clock.now();
  for (const connection of world.store.onCustomerGateway(gateway.CustomerGatewayId)) {
    world.negotiations.bringUpToDate(connection, now);
  }
  const former = gateway.Peer;
  const peer = { ...former, ...rest };
  if (SourceIp === null) delete peer.SourceIp;
  else if (SourceIp !== undefined) peer.SourceIp = SourceIp;
  if (Symptom === null) delete peer.Symptom;
  else if (Symptom !== undefined) peer.Symptom = Symptom;
  // A device that is no longer kept in step has what it had.
  if (former.Mirror && !peer.Mirror && rest.Frozen === undefined) {
    peer.Frozen = snapshotOf(gateway.CustomerGatewayId, world.store);
  }
  if (peer.Mirror) peer.Frozen = {};
  gateway.Peer = peer;
  world.negotiations.peerChanged(gateway.CustomerGatewayId, now);
}
