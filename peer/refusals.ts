/** What several devices cannot do. */

import { parseAddress } from "../ipsec/cidr";
import { identityInModeProblem } from "../ipsec/identifier";
import type { PeerTunnel } from "./model";
import type { Ready, Refusal } from "./renderer";

/** Whether an identity is an address; otherwise it is a name. */
export function isAddress(id: string): boolean {
  return parseAddress(id).ok;
}

/** For devices that can only present the address they have, in IKE. */
export function refuseForeignAddress({ device }: PeerTunnel, ownAddress: string): Refusal | undefined {
  return isAddress(device.id) && device.id !== ownAddress
    ? {
        property: "tunnelIkeConfig.remoteId",
        reason: `is the address ${device.id}, and the device presents its own, ${ownAddress}: use a name`,
      }
    : undefined;
}

/**
 * Refused and not only warned of: the cloud answers "Expecting IP address type in main mode, but FQDN", so no device can
 * bring such a tunnel up.
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

/** For devices that find a key by the two identities: of two keys for the same ones they may take the wrong one. */
export function refuseSharedIdentities({ tunnels }: Ready): Refusal | undefined {
  const [first, second] = tunnels;
  const isAmbiguous =
    first !== undefined &&
    second !== undefined &&
    first.device.id === second.device.id &&
    first.cloud.id === second.cloud.id &&
    first.key !== second.key;
  return isAmbiguous
    ? {
        property: "tunnelIkeConfig.localId",
        reason:
          "is the same for both tunnels and so is remoteId, while the keys differ: the device finds a key by these",
      }
    : undefined;
}

/** For devices whose tunnel interface has no address of its own without BGP. */
export function refuseWithoutInterface({ outside, tunnels }: Ready): Refusal | undefined {
  return outside === "" && tunnels.some((tunnel) => tunnel.bgp === undefined)
    ? {
        property: "options.interface",
        reason: "must be given where BGP is off: the tunnel borrows the interface's address",
      }
    : undefined;
}
