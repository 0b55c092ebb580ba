/** Limits that several devices share. */

import { identityInModeProblem, isIpAddress } from "../../ipsec/identity";
import { PeerConfigError } from "../error";
import type { PeerTunnel } from "../model/model";
import type { PeerConfigOptions } from "../options";
import type { DeviceConnection, DeviceTunnel, Refusal } from "./spec";

/** For a device that can present no other address in IKE than its own. */
export function refuseForeignAddress({ device }: PeerTunnel, ownAddress: string): Refusal | undefined {
  return isIpAddress(device.id) && device.id !== ownAddress
    ? {
        property: "tunnelIkeConfig.remoteId",
        reason: `is the address ${device.id}, and the device presents its own, ${ownAddress}: use a name`,
      }
    : undefined;
}

/**
 * For every device, as no device can bring such a tunnel up: the cloud answers "Expecting IP address type in main mode,
 * but FQDN".
 */
export function refuseNamesInMainMode({ ike, device, cloud }: PeerTunnel): Refusal | undefined {
  const ends = [
    ["tunnelIkeConfig.remoteId", device.id],
    ["tunnelIkeConfig.localId", cloud.id],
  ] as const;
  for (const [property, id] of ends) {
    const reason = identityInModeProblem(id, ike.version, ike.mode);
    if (reason !== undefined) return { property, reason };
  }
  return undefined;
}

/** For a device that finds a key by the two identities: of two keys with the same ones it may use the wrong key. */
export function refuseSharedIdentities({ tunnels }: DeviceConnection): Refusal | undefined {
  const [first, second] = tunnels;
  const isAmbiguous =
    first !== undefined &&
    second !== undefined &&
    first.device.id === second.device.id &&
    first.cloud.id === second.cloud.id &&
    first.psk !== undefined &&
    second.psk !== undefined &&
    first.psk !== second.psk;
  return isAmbiguous
    ? {
        property: "tunnelIkeConfig.localId",
        reason:
          "is the same for both tunnels and so is remoteId, while the keys differ: the device finds a key by these",
      }
    : undefined;
}

/** Refuses one address behind NAT for tunnels with different public ones: which of them it is nobody can know. */
export function refuseSharedAddress(
  device: string,
  tunnels: readonly PeerTunnel[],
  { address, addresses }: PeerConfigOptions,
): void {
  if (address === undefined) return;
  const shared = tunnels.filter(({ id }) => addresses?.[id] === undefined);
  if (new Set(shared.map((tunnel) => tunnel.device.address)).size > 1)
    throw new PeerConfigError({ device, property: "options.address", reason: `is one for tunnels ${ends(shared)}` });
}

/** The same for one interface and tunnels that end at different addresses of the device: two customer gateways. */
export function refuseSharedInterface(
  device: string,
  tunnels: readonly DeviceTunnel[],
  options: PeerConfigOptions,
): void {
  if (options.interface === undefined) return;
  const shared = tunnels.filter(({ id }) => options.interfaces?.[id] === undefined);
  if (new Set(shared.map(({ ownAddress }) => ownAddress)).size > 1)
    throw new PeerConfigError({ device, property: "options.interface", reason: `is one for tunnels ${ends(shared)}` });
}

const ends = (tunnels: readonly PeerTunnel[]): string =>
  `with different addresses of the device (${tunnels.map(({ id, device }) => `${id}: ${device.address}`).join(", ")}): ` +
  "give each tunnel its own";

/** For a device with tunnel interfaces, which have an address of their own only with BGP. */
export function refuseWithoutInterface({ tunnels }: DeviceConnection): Refusal | undefined {
  return tunnels.some(({ bgp, outside }) => bgp === undefined && outside === "")
    ? {
        property: "options.interface",
        reason: "must be given where BGP is off: the tunnel borrows the interface's address",
      }
    : undefined;
}

/**
 * For a device whose tunnel interfaces stay up when a tunnel is down: without a test of each tunnel, the routes of the
 * second one would never be used.
 */
export function refuseUntracked({ tunnels }: DeviceConnection): Refusal | undefined {
  const routed = tunnels.filter(({ routes }) => routes.length > 0);
  if (routed.length < 2) return undefined;
  const targets = routed.map(({ track }) => track);
  if (targets.every((target) => target !== undefined) && new Set(targets).size === targets.length) return undefined;
  return {
    property: "options.track",
    reason:
      "must name an address behind the cloud for each tunnel, a different one: the device's tunnel interfaces stay up " +
      "when a tunnel is down, so only a test through each tunnel tells which routes are good",
  };
}

/**
 * For a device that binds blocks to its outside interface: of two policies with the same blocks on one interface it
 * uses the first one only, so the second tunnel would be no standby.
 */
export function refuseSharedPolicy({ tunnels }: DeviceConnection): Refusal | undefined {
  return new Set(tunnels.map(({ outside }) => outside)).size < tunnels.length
    ? {
        property: "options.tunnelIds",
        reason:
          "must name one tunnel, or each tunnel must have its own outside interface: of two policies with the same blocks " +
          "on one interface the device uses only the first",
      }
    : undefined;
}
