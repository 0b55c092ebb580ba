import type { VpcApi } from "../api/vpc-api";
import {
  PeerConfigError,
  peerModel,
  rendererOf,
  renderers,
  type PeerConfigOptions,
  type PeerFile,
  type PeerModel,
  type Proof,
} from "../../peer";

/** What a device is to be told. */
export interface RenderedPeerConfig {
  readonly device: string;
  readonly title: string;
  /** How far this device's form is proven: by the device carrying traffic, by its own parser, or by its manual only. */
  readonly proof: Proof;
  readonly files: readonly PeerFile[];
}

/**
 * The other end of a live connection, independent of any device. It holds the keys, where the service discloses them.
 * @throws PeerConfigError where the service's answers say what no device could be told.
 */
export async function readPeerModel(api: VpcApi, vpnConnectionId: string): Promise<PeerModel> {
  const [downloaded, live] = await Promise.all([
    api.downloadVpnConnectionConfig(vpnConnectionId),
    api.describeVpnConnection(vpnConnectionId),
  ]);
  return peerModel({ downloaded, live });
}

/**
 * The model in a device's own words.
 * @throws PeerConfigError that names the property which the device cannot express, or the key that is missing.
 */
export function renderPeerModel(model: PeerModel, device: string, options: PeerConfigOptions = {}): RenderedPeerConfig {
  const renderer = rendererOf(device);
  if (renderer === undefined)
    throw new PeerConfigError({
      property: "device",
      reason: `must be one of ${renderers.map(({ id }) => id).join(", ")}`,
    });
  const { id, title, proof } = renderer;
  return { device: id, title, proof, files: renderer.render(model, options).files };
}
