import { createHmac } from "node:crypto";
import { isProperties } from "../../../core/property-tree";

/**
 * What is stored of keys that must not be: an HMAC of each, under a salt of the resource's own. It tells whether a key
 * is the same as another one, and nothing else; it is secret as well, because a short key can be guessed from it.
 */
export interface PskProof {
  readonly salt: string;
  /** Of the key that the declaration refers to, when it was last applied. */
  readonly declared: string;
  /** Of the key in force; empty where nobody knows which one that is. */
  readonly live: string;
}

/** The proof of a key that was applied, and of the one that is in force since, where that is known. */
export function proofOf(salt: string, declaredKey: string, liveKey: string | undefined): PskProof {
  return { salt, declared: hmac(salt, declaredKey), live: liveKey === undefined ? "" : hmac(salt, liveKey) };
}

/** True where the key in force is this one. */
export const isLiveKey = (proof: PskProof, key: string): boolean => proof.live === hmac(proof.salt, key);

/** True where the declaration referred to this key. */
export const isDeclaredKey = (proof: PskProof, key: string): boolean => proof.declared === hmac(proof.salt, key);

/** The proof with what a refresh sees; a key that the API withholds leaves it as it was. */
export function refreshedProof(proof: PskProof | undefined, liveKey: string | undefined): PskProof | undefined {
  if (proof === undefined || liveKey === undefined) return proof;
  return { ...proof, live: hmac(proof.salt, liveKey) };
}

/** A stored proof; undefined where there is none. */
export function proofIn(stored: unknown): PskProof | undefined {
  if (!isProperties(stored)) return undefined;
  const { salt, declared, live } = stored;
  const isWhole = typeof salt === "string" && typeof declared === "string" && typeof live === "string";
  return isWhole ? { salt, declared, live } : undefined;
}

const hmac = (salt: string, key: string): string => createHmac("sha256", salt).update(key).digest("base64");
