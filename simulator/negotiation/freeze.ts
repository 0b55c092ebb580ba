import { type PeerConfig, linkIdOf, linksOf } from "../model/entities";
import type { Store } from "../model/store";
import { mirrorOf } from "./peer";

/** The values of a device that was kept in step until now, for each of its tunnels. */
export function snapshotOf(customerGatewayId: string, store: Store): Record<string, PeerConfig> {
  const gateway = store.customerGateways.get(customerGatewayId);
  const snapshot: Record<string, PeerConfig> = {};
  if (!gateway) return snapshot;
  for (const connection of store.onCustomerGateway(customerGatewayId)) {
    for (const link of linksOf(connection)) {
      if (link.CustomerGatewayId !== customerGatewayId) continue;
      snapshot[linkIdOf(connection, link)] = mirrorOf(connection, link, gateway);
    }
  }
  return snapshot;
}

/** For devices that a topology declares as not kept in step, without saying what they have. */
export function freezeUnkept(store: Store): void {
  for (const gateway of store.customerGateways.values()) {
    const { Peer: peer } = gateway;
    if (!peer.Mirror && Object.keys(peer.Frozen).length === 0) {
      peer.Frozen = snapshotOf(gateway.CustomerGatewayId, store);
    }
  }
}
