/** The traffic selectors of a connection, and what devices can have of them. */

import { PeerConfigError } from "../error";
import type { PeerModel, PeerTunnel } from "../model/model";
import type { DeviceSpec } from "./spec";

/** The selectors for a list of devices. */
export const SELECTOR_FORMS: Readonly<Record<DeviceSpec["selectors"], string>> = {
  everything: "routes",
  "one pair": "routes; one block on each side",
  several: "routes; blocks, with IKEv2 several",
};

/** Refuses BGP in tunnels whose selectors name blocks: these do not carry the session's own packets. */
export function refuseBgpWithBlocks(model: PeerModel, tunnels: readonly PeerTunnel[]): void {
  if (!model.routeBased && tunnels.some((tunnel) => tunnel.bgp !== undefined))
    throw new PeerConfigError({
      property: "enableTunnelsBgp",
      reason:
        "is on while localSubnet and remoteSubnet are not 0.0.0.0/0: the tunnels would not carry BGP's own packets",
    });
}

export function refuseSelectors(
  { selectors, title }: DeviceSpec,
  model: PeerModel,
  tunnels: readonly PeerTunnel[],
): void {
  if (model.routeBased) return;
  refuseBgpWithBlocks(model, tunnels);
  const isVersion1 = tunnels.some((tunnel) => tunnel.ike.version === "ikev1");
  const sides = [
    ["remoteSubnet", model.deviceSubnets],
    ["localSubnet", model.cloudSubnets],
  ] as const;
  for (const [property, blocks] of sides) {
    if (selectors === "everything")
      throw new PeerConfigError({
        property,
        device: title,
        reason: "must be 0.0.0.0/0 on both sides: the device's tunnel interface negotiates no other traffic selector",
      });
    if (blocks.length > 1 && isVersion1)
      throw new PeerConfigError({ property, reason: "names several blocks, and IKEv1 negotiates exactly one" });
    if (blocks.length > 1 && selectors === "one pair")
      throw new PeerConfigError({
        property,
        device: title,
        reason: "names several blocks, and one SA of the device holds one",
      });
  }
}
