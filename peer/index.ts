/**
 * Peer configurations: the configuration of the device at the other end of a connection. `peerModel` reads one model
 * from the API's answers, and each renderer writes the model for one kind of device.
 */

import { asa } from "./devices/asa";
import { fortios } from "./devices/fortios";
import { frr } from "./devices/frr";
import { h3c } from "./devices/h3c";
import { huaweiAr, huaweiUsg } from "./devices/huawei";
import { iosXe } from "./devices/ios-xe";
import { junos } from "./devices/junos";
import { libreswan } from "./devices/libreswan";
import { panOs } from "./devices/pan-os";
import { routeros } from "./devices/routeros";
import { strongswan } from "./devices/strongswan";
import { vyos } from "./devices/vyos";
import { PeerConfigError } from "./error";
import type { PeerModel } from "./model/model";
import type { PeerConfigOptions } from "./options";
import type { Renderer } from "./renderer/spec";
import { movesOf, type DrainCommands } from "./traffic/drain";

export { differenceOf } from "./difference/difference";
export type { Difference } from "./difference/difference";
export { maskedKeys } from "./difference/masked-keys";
export { PeerConfigError } from "./error";
export type { PeerConfigProblem } from "./error";
export type { DownloadedPeer, LiveConnection, PeerInput } from "./model/input";
export type { PeerModel, PeerTunnel } from "./model/model";
export { plannedPeerModel } from "./model/planned";
export type { PlannedChanges, PlannedSettings } from "./model/planned";
export { peerModel } from "./model/read-model";
export type { BgpTimers, ByTunnel, PeerConfigOptions } from "./options";
export { PROOF_SUMMARIES } from "./renderer/proof";
export type { Proof } from "./renderer/proof";
export { tunnelsIn, type FileTunnel } from "./renderer/tunnel-line";
export { keyPlaceholder } from "./renderer/tunnel";
export type { PeerFile, Renderer } from "./renderer/spec";
export { drainableDevices, type DrainCommands } from "./traffic/drain";

/** Every device, in the order of lists. */
export const renderers: readonly Renderer[] = [
  strongswan,
  libreswan,
  frr,
  iosXe,
  fortios,
  junos,
  huaweiAr,
  huaweiUsg,
  h3c,
  routeros,
  vyos,
  asa,
  panOs,
];

/** The renderer with this id, or undefined. */
export function rendererOf(id: string): Renderer | undefined {
  return renderers.find((renderer) => renderer.id === id);
}

/** The renderer with this id. Throws PeerConfigError with the ids of all devices. */
export function rendererNamed(id: string): Renderer {
  const renderer = rendererOf(id);
  if (renderer !== undefined) return renderer;
  throw new PeerConfigError({
    property: "device",
    reason: `must be one of ${renderers.map((each) => each.id).join(", ")}`,
  });
}

/**
 * The device's commands that move traffic off one tunnel before it is changed, and back onto it. With BGP they move
 * both directions at once; with static routes only the device's own direction moves.
 * @throws PeerConfigError with the reason why there are none, and what works instead.
 */
export const drainCommands = (
  model: PeerModel,
  device: string,
  tunnelId: string,
  options: PeerConfigOptions = {},
): DrainCommands => movesOf(model, rendererNamed(device), tunnelId, options);
