import * as pulumi from "@pulumi/pulumi";
import type { PeerConfigOptions, PeerFile, PeerModel } from "../../peer";
import type { PlannedTunnel, RenderedPeerConfig } from "../../provider/lookups";
import { withLookupErrors, withLookupErrorsSync } from "./lookup-error";
import { lookups } from "./provider-side";
import { checkScope, programApi, type Inputs, type LookupScope } from "./scope";

export type { PeerConfigOptions } from "../../peer";
export type { PlannedTunnel, RenderedPeerConfig } from "../../provider/lookups";

/** The settings of a connection's other end, independent of any device. They hold keys: keep them secret. */
export type PeerConfig = PeerModel;

/** A file for a device. It holds keys: keep it secret. */
export type PeerConfigFile = PeerFile;

/** The connection whose other end is to be configured. */
export interface GetPeerConfigArgs extends LookupScope {
  readonly vpnConnectionId: string;
  /**
   * Settings that tunnels are to get, by tunnel id: they come over the live ones, so that the device's configuration is
   * there before the change. `{ "tun-...": { tunnelIkeConfig: { psk } } }`
   */
  readonly planned?: Readonly<Record<string, PlannedTunnel>>;
}

/**
 * Looks up the settings that the device at the other end of a connection needs. They are those of the live tunnels,
 * with the planned ones over them.
 * @throws LookupError that says what to do.
 * @example
 * const peer = await getPeerConfig({ vpnConnectionId });
 * const { files } = renderPeerConfig(peer, "strongswan");
 */
export async function getPeerConfig(args: GetPeerConfigArgs): Promise<PeerConfig> {
  const { vpnConnectionId, planned } = args;
  return withLookupErrors(`getPeerConfig of ${vpnConnectionId}`, () =>
    lookups().readPeerModel(programApi(args), vpnConnectionId, planned),
  );
}

/**
 * The same for a connection whose id may be an output of another resource. The answer is always secret: it holds keys.
 */
export function getPeerConfigOutput(args: Inputs<GetPeerConfigArgs>): pulumi.Output<PeerConfig> {
  checkScope("getPeerConfigOutput", args);
  return pulumi.secret(undefined).apply(() => pulumi.output(args).apply(getPeerConfig));
}

/**
 * Writes a peer configuration for a device of docs/reference/peer-devices.md, such as `strongswan`.
 * @throws LookupError that names the property which the device cannot express; nothing is substituted.
 */
export function renderPeerConfig(
  config: PeerConfig,
  device: string,
  options: PeerConfigOptions = {},
): RenderedPeerConfig {
  return withLookupErrorsSync("renderPeerConfig", () => lookups().renderPeerModel(config, device, options));
}
