/**
 * Peer configurations: what the device at the other end of a connection is to be told. `peerModel` makes one neutral
 * model of what the API says; each renderer writes it for one kind of device.
 */

import { fortios } from "./fortios";
import { frr } from "./frr";
import { h3c } from "./h3c";
import { huawei } from "./huawei";
import { iosXe } from "./ios-xe";
import { junos } from "./junos";
import { libreswan } from "./libreswan";
import type { Renderer } from "./renderer";
import { routeros } from "./routeros";
import { strongswan } from "./strongswan";
import { vyos } from "./vyos";

export { PeerConfigError } from "./error";
export type { PeerConfigProblem } from "./error";
export type { DownloadedPeer, LiveConnection, PeerInput } from "./input";
export { peerModel } from "./model";
export type { PeerModel, PeerTunnel } from "./model";
export type { PeerConfigOptions } from "./options";
export type { PeerFile, Proof, Renderer } from "./renderer";

/** Every device, in the order in which a list shows them. */
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
