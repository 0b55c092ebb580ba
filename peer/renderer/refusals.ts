/** Limits that several devices share. */

import { identityInModeProblem, isIpAddress } from "../../ipsec/identity";
import type { PeerTunnel } from "../model/model";
import type { DeviceConnection, Refusal } from "./spec";

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

/** For a device with tunnel interfaces, which have an address of their own only with BGP. */
export function refuseWithoutInterface({ outside, tunnels }: DeviceConnection): Refusal | undefined {
  return outside === "" && tunnels.some((tunnel) => tunnel.bgp === undefined)
    ? {
        property: "options.interface",
        reason: "must be given where BGP is off: the tunnel borrows the interface's address",
      }
    : undefined;
}
