/**
 * How strong a pre-shared key is at most: the cheapest description that a guesser can make of it, in bits. A key with a
 * low bound is weak. One with a high bound may be weak all the same: nobody sees in a key where it comes from.
 */

import { ORDER_BITS, orderAt, repeatAt, sequenceAt, unshifted } from "./keyboard";
import { isKnownHash, KNOWN_HASH_BITS } from "./known-hashes";
import type { Digest } from "./known-hashes";
import { capitalBits, lettersOf, spellingBits } from "./spelling";
import { textBits } from "./text";
import { TECHNICAL_WORDS } from "./own-words";
import { words } from "./words";

export interface KeyStrength {
  readonly length: number;
  /** The most that the key is worth. */
  readonly bits: number;
  /** Whether the key holds a well-known word or a name of its own tunnel, which guessers try first. */
  readonly holdsKnownWord: boolean;
  /** Whether the key is a hash of a well-known text, which only looks random. */
  readonly isKnownHash: boolean;
}

/** What is known beside the key. */
export interface Surroundings {
  /** Names of the tunnel and of what it belongs to: the first that a guesser tries. */
  readonly names: readonly string[];
  readonly digest: Digest;
}

export function strengthOf(key: string, { names, digest }: Surroundings): KeyStrength {
  const own = ownWords(names);
  const isHash = isKnownHash(key, digest);
  const backwards = Array.from(key).reverse().join("");
  const bits = Math.min(
    cheapestParse(key, own),
    textBits(key, own),
    textBits(backwards, own) + 1,
    isHash ? KNOWN_HASH_BITS : Infinity,
  );
  return { length: key.length, bits, holdsKnownWord: holdsWord(key, own), isKnownHash: isHash };
}

/** The number of characters that each character may have been drawn from, by the classes that occur. */
export function alphabetSize(text: string): number {
  if (/^[0-9]+$/.test(text)) return 10;
  if (/^[0-9a-f]+$/.test(text) || /^[0-9A-F]+$/.test(text)) return 16;
  const classes: readonly (readonly [RegExp, number])[] = [
    [/[0-9]/, 10],
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[^0-9A-Za-z]/, 31],
  ];
  return classes.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
}

/** The names as words: each as a whole, and its parts. */
function ownWords(names: readonly string[]): ReadonlySet<string> {
  const parts = names.flatMap((name) => [name, ...name.split(/[^0-9A-Za-z]+/)]);
  return new Set(parts.map((part) => part.toLowerCase()).filter((part) => part.length >= 3));
}

/** The least length of a word that a random key does not hold by chance. */
const TELLING = 6;

function holdsWord(key: string, own: ReadonlySet<string>): boolean {
  const texts = lettersOf(key);
  return [...TECHNICAL_WORDS, ...own].some(
    (word) => word.length >= TELLING && /[a-z]{4}/.test(word) && texts.some((text) => text.includes(word)),
  );
}

/**
 * The kinds of pieces that a description is made of, and the bits that it takes to say which kind comes next. Each row
 * is a code, so a random key has no description that is much shorter than itself.
 */
const NEXT = {
  start: { random: 0.6, word: 1.6, pattern: 3.5 },
  random: { random: 0.2, word: 3.5, pattern: 4.5 },
  word: { random: 1.5, word: 1, pattern: 3 },
  pattern: { random: 1.5, word: 2.5, pattern: 1.5 },
} as const;
type Kind = Exclude<keyof typeof NEXT, "start">;
const KINDS = ["random", "word", "pattern"] as const satisfies readonly Kind[];

const OWN_WORD_BITS = 3;
const YEAR_BITS = 11;
const DATE_BITS = 19;
const YEAR = /^(?:19[5-9]|20[0-4])[0-9]/;
const DATE =
  /^(?:(?:19[5-9]|20[0-4])[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19[5-9]|20[0-4])[0-9])/;

/** The cheapest description as random characters, words and patterns. */
function cheapestParse(key: string, own: ReadonlySet<string>): number {
  const perCharacter = key.length === 0 ? 0 : Math.log2(alphabetSize(key));
  const spellings = lettersOf(key);
  const keys = unshifted(key);
  const patternBits = (length: number): number => Math.log2(Math.max(2, key.length)) + Math.log2(length);
  // costs[at][kind]: the cheapest description of the first characters whose last piece is of this kind.
  const costs = Array.from({ length: key.length + 1 }, () => ({ random: Infinity, word: Infinity, pattern: Infinity }));
  const until = (at: number, kind: Kind): number => {
    if (at === 0) return NEXT.start[kind];
    const here = costs[at];
    return here === undefined ? Infinity : Math.min(...KINDS.map((before) => here[before] + NEXT[before][kind]));
  };
  const offer = (start: number, length: number, kind: Kind, bits: number): void => {
    const end = costs[start + length];
    if (end !== undefined) end[kind] = Math.min(end[kind], until(start, kind) + bits);
  };
  const { bitsOf, longest, beginnings } = words();
  const ownBeginnings = new Set(Array.from(own, (word) => word.slice(0, 4)));
  for (let start = 0; start < key.length; start += 1) {
    offer(start, 1, "random", perCharacter);
    for (const text of spellings)
      for (let length = 2; length <= Math.min(longest, key.length - start); length += 1) {
        const beginning = length === 4 ? text.slice(start, start + 4) : undefined;
        if (beginning !== undefined && !beginnings.has(beginning) && !ownBeginnings.has(beginning)) break;
        const word = text.slice(start, start + length);
        const bits = own.has(word) ? OWN_WORD_BITS : bitsOf.get(word);
        if (bits !== undefined)
          offer(start, length, "word", bits + spellingBits(key.slice(start, start + length), word));
      }
    if (YEAR.test(key.slice(start, start + 4))) offer(start, 4, "word", YEAR_BITS);
    if (DATE.test(key.slice(start, start + 8))) offer(start, 8, "word", DATE_BITS);
    const offerPatterns = (longestOne: number, bitsOfLength: (length: number) => number): void => {
      for (let length = 3; length <= longestOne; length += 1) offer(start, length, "pattern", bitsOfLength(length));
    };
    offerPatterns(sequenceAt(key, start), (length) => perCharacter + patternBits(length));
    offerPatterns(
      orderAt(keys, start),
      (length) => ORDER_BITS + Math.log2(length) + capitalBits(key.slice(start, start + length)),
    );
    offerPatterns(repeatAt(key, start), patternBits);
    if (keys !== key) offerPatterns(repeatAt(keys, start), (length) => patternBits(length) + 2);
  }
  const parsed = Math.min(...KINDS.map((kind) => costs[key.length]?.[kind] ?? 0));
  return key.length === 0 ? 0 : Math.min(key.length * perCharacter, parsed);
}
