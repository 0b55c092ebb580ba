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

/** The configuration of one device. */
export interface RenderedPeerConfig {
  readonly device: string;
  readonly title: string;
  /**
   * The proof of this device's form: the device carried traffic, its own parser accepted it, or only its manual says
   * so.
   */
  readonly proof: Proof;
  readonly files: readonly PeerFile[];
}

/**
 * Reads the settings of a live connection's other end, independent of any device. They hold the keys, where the service
 * discloses them.
 * @throws PeerConfigError where the service's answers cannot be expressed on any device.
 */
export async function readPeerModel(api: VpcApi, vpnConnectionId: string): Promise<PeerModel> {
  const [downloaded, live] = await Promise.all([
    api.downloadVpnConnectionConfig(vpnConnectionId),
    api.describeVpnConnection(vpnConnectionId),
  ]);
  return peerModel({ downloaded, live });
}

/**
 * Writes the settings in a device's own language.
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
