/** Pre-shared keys, as far as a rule may handle them: judged and compared, never shown. */

import { createHmac, randomBytes } from "node:crypto";
import { isMaskedPsk } from "../../ipsec/psk";
import type { Tunnel, TunnelValue } from "./tunnel";

/** `pulumi policy analyze` shows this in the place of a secret that it cannot decrypt. */
const UNDISCLOSED = "[secret]";

/** A tunnel's key as a rule finds it. */
export type TunnelKey =
  | { readonly kind: "text"; readonly value: TunnelValue }
  /** There is a key, or may be one, that no rule sees; the reason is noted as a gap. */
  | { readonly kind: "hidden" }
  /** The program declares none, or it is not known in this preview. */
  | { readonly kind: "none" };

/** The key that the program declares for a tunnel. A key that no rule can judge is noted as a gap. */
export function keyOf(tunnel: Tunnel): TunnelKey {
  const value = tunnel.optional("psk");
  if (value === undefined) {
    if (tunnel.isDeclared("pskFrom") !== true) return { kind: "none" };
    tunnel.noteNotJudged("psk", "pskFrom keeps it out of Pulumi, and so out of policies");
    return { kind: "hidden" };
  }
  if (isDisclosed(value.text, tunnel)) return { kind: "text", value };
  tunnel.noteNotJudged("psk", "it is not disclosed here");
  return { kind: "hidden" };
}

/** False for a text that stands in the place of a key, which it does in `pulumi policy analyze` alone. */
function isDisclosed(key: string, { resource }: Tunnel): boolean {
  return resource.mayHideSecrets !== true || (key !== UNDISCLOSED && !isMaskedPsk(key));
}

/**
 * Gives the same digest for equal keys, and undefined where a tunnel's key is not known. The salt is new for each call
 * of this function, so that a digest means nothing outside the run that made it.
 */
export function keyDigests(): (tunnel: Tunnel) => string | undefined {
  const salt = randomBytes(32);
  return (tunnel) => {
    const key = keyOf(tunnel);
    return key.kind === "text" ? createHmac("sha256", salt).update(key.value.text).digest("base64") : undefined;
  };
}
