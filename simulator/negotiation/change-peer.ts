import type { CustomerGateway } from "../model/entities";
import type { PeerPatch } from "../simulator";
import type { World } from "../world";
import { snapshotOf } from "./freeze";

/** Changes the device behind a customer gateway, and has its tunnels negotiate. */
export function changePeer(gateway: CustomerGateway, patch: PeerPatch, world: World): void {
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
