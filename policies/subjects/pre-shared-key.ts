/** Pre-shared keys, as far as a rule may handle them: compared by digest, never shown. */

import { createHmac, randomBytes } from "node:crypto";
import { isMaskedPsk } from "../../ipsec/psk";
import type { Tunnel } from "./tunnel";

/** `pulumi policy analyze` shows this in the place of a secret that it cannot decrypt. */
const UNDISCLOSED = "[secret]";

/** False for a text that stands in the place of a key: no rule can judge it. */
export const isDisclosed = (key: string): boolean => key !== UNDISCLOSED && !isMaskedPsk(key);

/**
 * Gives the same digest for equal keys, and undefined where a tunnel's key is not known. The salt is new for each call
 * of this function, so that a digest means nothing outside the run that made it.
 */
export function keyDigests(): (tunnel: Tunnel) => string | undefined {
  const salt = randomBytes(32);
  return (tunnel) => {
    const key = tunnel.optional("psk");
    if (key === undefined || !isDisclosed(key.text)) return undefined;
    return createHmac("sha256", salt).update(key.text).digest("base64");
  };
}
