/** Hashes of well-known texts: they look like random keys, and a guesser has lists of them. */

import { words } from "./words";

/** The hash of a text in hexadecimal; undefined where this machine has no such algorithm. */
export type Digest = (algorithm: string, text: string) => string | undefined;

const ALGORITHMS = ["md5", "sha1", "sha256"] as const;

/** A guesser tries the texts, the algorithms, and a few ways to cut and write a hash. */
export const KNOWN_HASH_BITS = 20;

/** Hashes are looked up by their first characters. People also cut them, but hardly shorter than this. */
const SHORTEST = 16;

let known: ReadonlySet<string> | undefined;

/** Whether a key is a hash of a well-known text, whole or cut, in hexadecimal or base64. */
export function isKnownHash(key: string, digest: Digest): boolean {
  const hexadecimal = hexadecimalOf(key);
  if (hexadecimal === undefined) return false;
  known ??= new Set(knownHashes(digest));
  return known.has(hexadecimal.slice(0, SHORTEST));
}

/** The key in hexadecimal, if it may be a hash. */
function hexadecimalOf(key: string): string | undefined {
  const plain = key.replaceAll(/[:-]/g, "").toLowerCase();
  if (/^[0-9a-f]{16,128}$/.test(plain)) return plain;
  // A hash in base64 ends in "=", or has the length of one without it.
  if (!/^[0-9A-Za-z+/]{22,88}={0,2}$/.test(key)) return undefined;
  const bytes = atob(key.replaceAll("=", "").slice(0, 24).slice(0, 20));
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

function* knownHashes(digest: Digest): Generator<string> {
  // `echo word | md5sum` hashes the line break too.
  for (const word of ["", "\n", ...words().hashed.flatMap((each) => [each, `${each}\n`])])
    for (const algorithm of ALGORITHMS) {
      const hash = digest(algorithm, word);
      if (hash !== undefined) yield hash.slice(0, SHORTEST);
    }
}
