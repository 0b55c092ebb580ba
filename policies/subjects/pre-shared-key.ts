/** Pre-shared keys, as far as a rule may handle them: judged and compared, never shown. */

import { createHash, createHmac, getHashes, randomBytes } from "node:crypto";
import { strengthOf } from "../../ipsec/key-strength/strength";
import type { KeyStrength } from "../../ipsec/key-strength/strength";
import { isMaskedPsk } from "../../ipsec/psk";
import { keyFactsIn } from "./key-facts";
import type { KeyFacts } from "./key-facts";
import { firstText } from "./reading";
import type { Tunnel, TunnelValue } from "./tunnel";

/** `pulumi policy analyze` shows this in the place of a secret that it cannot decrypt. */
const UNDISCLOSED = "[secret]";

/** A tunnel's key as a rule finds it. */
export type TunnelKey =
  | { readonly kind: "text"; readonly value: TunnelValue }
  /** The provider has seen the key, and says how strong it is. */
  | { readonly kind: "facts"; readonly facts: KeyFacts; readonly property: string }
  /** There is a key, or may be one, that no rule sees; the reason is noted as a gap. */
  | { readonly kind: "hidden" }
  /** The program declares none, it is not known in this preview, or certificates take its place (ShangMi). */
  | { readonly kind: "none" };

/** The key that the program declares for a tunnel. A key that no rule can judge is noted as a gap. */
export function keyOf(tunnel: Tunnel): TunnelKey {
  if (tunnel.isShangMi) return { kind: "none" };
  const value = tunnel.optional("psk");
  if (value === undefined) {
    if (tunnel.isDeclared("pskFrom") !== true) return { kind: "none" };
    return unseen(tunnel, "pskFrom keeps it out of Pulumi, and so out of policies");
  }
  return isDisclosed(value.text, tunnel) ? { kind: "text", value } : unseen(tunnel, "it is not disclosed here");
}

function unseen(tunnel: Tunnel, why: string): TunnelKey {
  const facts = tunnel.own === undefined ? undefined : keyFactsIn(tunnel.own.keyFacts);
  if (facts !== undefined) return { kind: "facts", facts, property: tunnel.property("psk") };
  tunnel.noteNotJudged("psk", why);
  return { kind: "hidden" };
}

/** How strong a tunnel's key is at most. The names of the tunnel are the first that a guesser tries. */
export function strengthOfKey(key: string, { resource, own }: Tunnel): KeyStrength {
  const [stack, project] = resource.urn.replace(/^urn:pulumi:/, "").split("::");
  const connection = own === undefined ? undefined : firstText(own.connection("connectionName"));
  const names = [resource.name, stack, project, connection].filter((name) => name !== undefined);
  return strengthOf(key, { names, digest: hashOf });
}

/** The least length of a part of a name that no random key holds by chance, however many names a stack has. */
const TELLING = 6;

/** Whether a tunnel's key holds one of these names, or a long part of one, and no word that `strengthOfKey` finds. */
export function holdsNameOf(tunnel: Tunnel, resourceNames: readonly string[]): boolean {
  const key = keyOf(tunnel);
  if (key.kind !== "text" || strengthOfKey(key.value.text, tunnel).holdsKnownWord) return false;
  const parts = resourceNames.flatMap((name) => name.split(/[^0-9A-Za-z]+/u)).filter(({ length }) => length >= TELLING);
  return strengthOf(key.value.text, { names: [...new Set(parts)], digest: hashOf }).holdsKnownWord;
}

/** A machine under a strict policy may lack an old algorithm. */
const hashOf = (algorithm: string, text: string): string | undefined =>
  HASHES.has(algorithm) ? createHash(algorithm).update(text).digest("hex") : undefined;
const HASHES: ReadonlySet<string> = new Set(getHashes());

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
