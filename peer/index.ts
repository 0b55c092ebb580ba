/**
 * Peer configurations: the configuration of the device at the other end of a connection. `peerModel` reads one model
 * from the API's answers, and each renderer writes the model for one kind of device.
 */

import { fortios } from "./devices/fortios";
import { frr } from "./devices/frr";
import { h3c } from "./devices/h3c";
import { huawei } from "./devices/huawei";
import { iosXe } from "./devices/ios-xe";
import { junos } from "./devices/junos";
import { libreswan } from "./devices/libreswan";
import { routeros } from "./devices/routeros";
import { strongswan } from "./devices/strongswan";
import { vyos } from "./devices/vyos";
import type { Renderer } from "./renderer/spec";

export { PeerConfigError } from "./error";
export type { PeerConfigProblem } from "./error";
export type { DownloadedPeer, LiveConnection, PeerInput } from "./model/input";
export type { PeerModel, PeerTunnel } from "./model/model";
export { peerModel } from "./model/read-model";
export type { BgpTimers, PeerConfigOptions } from "./options";
export { PROOF_SUMMARIES } from "./renderer/proof";
export type { Proof } from "./renderer/proof";
export type { PeerFile, Renderer } from "./renderer/spec";

/** Every device, in the order of lists. */
export const renderers: readonly Renderer[] = [
  strongswan,
  libreswan,
  frr,
  iosXe,
  fortios,
  junos,
  huawei,
  h3c,
  routeros,
  vyos,
];

/** The renderer with this id, or undefined. */
export function rendererOf(id: string): Renderer | undefined {
  return renderers.find((renderer) => renderer.id === id);
}
