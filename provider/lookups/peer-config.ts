import type { VpcApi } from "../api/vpc-api";
import type { ConnectionWire } from "../api/wire";
import { isScalar } from "../core/scalar";
import {
  drainCommands,
  PeerConfigError,
  peerModel,
  plannedPeerModel,
  rendererNamed,
  type PeerConfigOptions,
  type PeerFile,
  type PeerInput,
  type PeerModel,
  type PlannedSettings,
  type Proof,
} from "../../peer";
import type { TunnelInfo } from "./connection";
import type { LiveTunnelIkeConfig } from "./generated/live-tunnel";
import { refuseMissingKeys, planFor, type ConnectionPlan } from "./planned/planned-changes";
import { readPlan, type Plan } from "./planned/plan-file";

// For whoever has the answers already: a hook, a preview.
export { drainCommands, plannedPeerModel };
export type { DrainCommands, PlannedChanges, PlannedSettings } from "../../peer";
export { planFor, readPlan, refuseMissingKeys };
export type { ConnectionPlan, Plan };

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

/** The API's two answers about one connection, which the settings of its other end are made of. */
export interface PeerAnswers extends PeerInput {
  readonly live: ConnectionWire;
}

export async function readPeerAnswers(api: VpcApi, vpnConnectionId: string): Promise<PeerAnswers> {
  const [downloaded, live] = await Promise.all([
    api.downloadVpnConnectionConfig(vpnConnectionId),
    api.describeVpnConnection(vpnConnectionId),
  ]);
  return { downloaded, live };
}

/** Settings that a tunnel is to get, named and nested as VpnTunnel has them. */
export interface PlannedTunnel extends Pick<TunnelInfo, "enableDpd" | "enableNatTraversal" | "tunnelIpsecConfig"> {
  readonly tunnelIkeConfig?: LiveTunnelIkeConfig & { readonly psk?: string };
  readonly tunnelBgpConfig?: Pick<NonNullable<TunnelInfo["tunnelBgpConfig"]>, "localAsn" | "localBgpIp" | "tunnelCidr">;
}

/**
 * Reads the settings of a live connection's other end, independent of any device. They hold the keys, where the service
 * discloses them. Planned settings of a tunnel come over its live ones.
 * @throws PeerConfigError where the service's answers, or the planned settings, cannot be expressed on any device.
 */
export async function readPeerModel(
  api: VpcApi,
  vpnConnectionId: string,
  planned: Readonly<Record<string, PlannedTunnel>> = {},
): Promise<PeerModel> {
  const answers = await readPeerAnswers(api, vpnConnectionId);
  const changes = Object.entries(planned).map(([tunnelId, settings]) => [tunnelId, settingsIn(settings)] as const);
  return changes.length === 0 ? peerModel(answers) : plannedPeerModel(answers, Object.fromEntries(changes));
}

/** Nested settings by their paths. */
function settingsIn(group: object, prefix = ""): PlannedSettings {
  const entries = Object.entries(group).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === "object" && value !== null) return Object.entries(settingsIn(value, `${prefix}${name}.`));
    return isScalar(value) ? [[`${prefix}${name}`, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * Writes the settings in a device's own language.
 * @throws PeerConfigError that names the property which the device cannot express, or the key that is missing.
 */
export function renderPeerModel(model: PeerModel, device: string, options: PeerConfigOptions = {}): RenderedPeerConfig {
  const renderer = rendererNamed(device);
  const { id, title, proof } = renderer;
  return { device: id, title, proof, files: renderer.render(model, options).files };
}

/** The device's part of a change of one tunnel, as a hook gets it. */
export interface HookDevice {
  readonly id: string;
  /** The tunnel's configuration after the change, and no other tunnel's. */
  readonly files: readonly PeerFile[];
  /** Moves traffic off the tunnel as it is; none if `noDrain` says why. */
  readonly drain: readonly string[];
  /** Moves traffic onto the tunnel as it will be. */
  readonly undrain: readonly string[];
  readonly noDrain?: string;
}

/** Devices that leave BGP to another program, each with the device whose commands move traffic. */
const ROUTERS: Readonly<Record<string, string>> = { strongswan: "frr", libreswan: "frr" };

/**
 * What a hook needs to prepare a device for planned settings of one tunnel. Without `withKey`, the files have the
 * placeholder `<key-of-tun-...>` in the place of the key.
 * @throws PeerConfigError that names what the device cannot express, or what nobody can know before the change.
 */
export function hookDevice(
  answers: PeerInput,
  planned: PlannedSettings,
  { tunnelId, device, withKey }: { readonly tunnelId: string; readonly device: string; readonly withKey: boolean },
  options: PeerConfigOptions = {},
): HookDevice {
  const after = plannedPeerModel(answers, { [tunnelId]: planned });
  const keys = withKey ? "required" : "never";
  const { files } = renderPeerModel(after, device, { ...options, keys, tunnelIds: [tunnelId], besideOthers: true });
  try {
    const router = ROUTERS[device] ?? device;
    const { drain } = drainCommands(peerModel(answers), router, tunnelId, options);
    const { undrain } = drainCommands(after, router, tunnelId, options);
    return { id: device, files, drain, undrain };
  } catch (error) {
    if (!(error instanceof PeerConfigError)) throw error;
    return { id: device, files, drain: [], undrain: [], noDrain: error.message };
  }
}

/** The same with the service's answers as they are now. */
export async function readHookDevice(
  api: VpcApi,
  tunnel: { readonly vpnConnectionId: string; readonly tunnelId: string; readonly settings: PlannedSettings },
  { id, withKey }: { readonly id: string; readonly withKey: boolean },
): Promise<HookDevice> {
  const answers = await readPeerAnswers(api, tunnel.vpnConnectionId);
  return hookDevice(answers, tunnel.settings, { tunnelId: tunnel.tunnelId, device: id, withKey });
}
