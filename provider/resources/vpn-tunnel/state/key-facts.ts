import { createHash, getHashes } from "node:crypto";
import { strengthOf } from "../../../../ipsec/key-strength/strength";
import type { Properties } from "../../../core/property-tree";

/** Name of the facts in `observed`. */
export const KEY_FACTS = "keyFacts";

/** The ends of the classes: exact numbers would tell more of a key than a policy needs. */
const LENGTHS = [8, 16, 20, 24, 32, 64];
const BITS = [64, 80, 112, 128, 192, 256];

/**
 * What policies may know of a key that they do not see: a class of its length and of its strength, and whether it is
 * made of what guessers try first. It holds nothing that a guess could be tested against: no digest, however salted, as
 * a saved plan and a preview need the same text in every run, so the salt would have to be stored beside it.
 */
export function keyFactsOf(key: string): Properties {
  const { length, bits, holdsKnownWord, isKnownHash } = strengthOf(key, { names: [], digest: hashOf });
  return {
    ...classOf("Length", length, LENGTHS),
    ...classOf("Bits", Math.floor(bits), BITS),
    holdsKnownWord,
    isKnownHash,
  };
}

/** The class of a number: the end below it, and the last number before the end above it. */
function classOf(name: string, value: number, ends: readonly number[]): Properties {
  const above = ends.find((end) => end > value);
  return {
    [`min${name}`]: ends.filter((end) => end <= value).at(-1) ?? 0,
    ...(above === undefined ? {} : { [`max${name}`]: above - 1 }),
  };
}

/** A machine under a strict policy may lack an old algorithm. */
const hashOf = (algorithm: string, text: string): string | undefined =>
  HASHES.has(algorithm) ? createHash(algorithm).update(text).digest("hex") : undefined;
const HASHES: ReadonlySet<string> = new Set(getHashes());
