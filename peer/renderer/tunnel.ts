/** One tunnel as a device has it: the checks of its values, and the device's names for them. */

import { isMaskedPsk } from "../../ipsec/psk";
import { PeerConfigError } from "../error";
import type { PeerTunnel } from "../model/model";
import type { PeerConfigOptions } from "../options";
import { refuseNamesInMainMode } from "./refusals";
import type { NamedTunnel } from "./selection";
import type { DeviceSpec, DeviceTunnel, Refusal } from "./spec";

/** The tunnel as the device has it; `routes` are the blocks to route into it if it has no BGP. */
export function deviceTunnel(
  spec: DeviceSpec,
  { position, ...tunnel }: NamedTunnel,
  { firstNumber, routes }: { readonly firstNumber: number; readonly routes: readonly string[] },
  options: PeerConfigOptions,
): DeviceTunnel {
  const ownAddress = options.addresses?.[tunnel.id] ?? options.address ?? tunnel.device.address;
  if (ownAddress !== tunnel.device.address && !tunnel.natTraversal)
    throw refused(spec, tunnel, { property: "enableNatTraversal", reason: "is off, and the device is behind NAT" });
  const algorithms = algorithmsOf(spec, tunnel);
  refuseLifetimes(spec, tunnel);
  const namesInMainMode = refuseNamesInMainMode(tunnel);
  if (namesInMainMode !== undefined) throw new PeerConfigError({ ...namesInMainMode, tunnelId: tunnel.id });
  const refusal = spec.refuseTunnel?.(tunnel, ownAddress);
  if (refusal !== undefined) throw refused(spec, tunnel, refusal);
  return {
    ...tunnel,
    number: firstNumber + position - 1,
    outside: options.interfaces?.[tunnel.id] ?? options.interface ?? "",
    track: options.track?.[tunnel.id],
    routes: tunnel.bgp === undefined ? routes : [],
    ownAddress,
    psk: knownKey(tunnel, options),
    key: keyOf(spec, tunnel, options),
    algorithms,
  };
}

/** The key, from the options or from the API; undefined if nobody gives it. */
export function knownKey(tunnel: PeerTunnel, { psks }: PeerConfigOptions): string | undefined {
  const psk = psks?.[tunnel.id] ?? tunnel.psk;
  return psk === undefined || psk === "" || isMaskedPsk(psk) ? undefined : psk;
}

/** Stands in a file where the key is not to be written, or is not known. */
export const keyPlaceholder = (tunnelId: string): string => `<key-of-${tunnelId}>`;

function refused({ title }: DeviceSpec, { id }: PeerTunnel, refusal: Refusal): PeerConfigError {
  return new PeerConfigError({ ...refusal, tunnelId: id, device: title });
}

function algorithmsOf(spec: DeviceSpec, tunnel: PeerTunnel): DeviceTunnel["algorithms"] {
  const { ike, esp } = tunnel;
  const nameIn = (names: Readonly<Record<string, string | undefined>>, property: string, value: string): string => {
    const name = names[value];
    if (name !== undefined) return name;
    throw refused(spec, tunnel, { property, reason: `is ${value}, which the device does not have` });
  };
  const names = spec.algorithmNames(ike.version);
  return {
    ikeEncryption: nameIn(names.ikeEncryption, "tunnelIkeConfig.ikeEncAlg", ike.encryption),
    ikeIntegrity: nameIn(names.ikeIntegrity, "tunnelIkeConfig.ikeAuthAlg", ike.integrity),
    ikeGroup: nameIn(names.ikeGroup, "tunnelIkeConfig.ikePfs", ike.group),
    espEncryption: nameIn(names.espEncryption, "tunnelIpsecConfig.ipsecEncAlg", esp.encryption),
    espIntegrity: nameIn(names.espIntegrity, "tunnelIpsecConfig.ipsecAuthAlg", esp.integrity),
    espGroup: esp.pfs === "disabled" ? undefined : nameIn(names.espGroup, "tunnelIpsecConfig.ipsecPfs", esp.pfs),
  };
}

function refuseLifetimes(spec: DeviceSpec, tunnel: PeerTunnel): void {
  const lifetimes = [
    ["tunnelIkeConfig.ikeLifetime", tunnel.ike.lifetime, spec.ikeLifetime],
    ["tunnelIpsecConfig.ipsecLifetime", tunnel.esp.lifetime, spec.espLifetime],
  ] as const;
  for (const [property, seconds, { min, max }] of lifetimes)
    if (seconds < min || seconds > max)
      throw refused(spec, tunnel, { property, reason: `is ${seconds}; the device takes ${min} to ${max} seconds` });
}

function keyOf(spec: DeviceSpec, tunnel: PeerTunnel, options: PeerConfigOptions): string {
  const property = "tunnelIkeConfig.psk";
  const { keys = "required" } = options;
  const psk = knownKey(tunnel, options);
  if (keys === "never" || (keys === "where known" && psk === undefined)) return keyPlaceholder(tunnel.id);
  if (psk === undefined)
    throw new PeerConfigError({
      property,
      tunnelId: tunnel.id,
      reason: "is withheld by the API (shown as ****): give the key",
    });
  const reason = spec.key.refuse?.(psk);
  if (reason !== undefined) throw refused(spec, tunnel, { property, reason });
  return spec.key.write(psk);
}
