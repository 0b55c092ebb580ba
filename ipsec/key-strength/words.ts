/**
 * Words that people build keys from, each with its cost in bits: how many guesses, as a power of two, a guesser needs
 * who tries frequent words first. The lists are those of zxcvbn-ts. They are large, so they are loaded when a key is
 * first judged.
 */

import { PLACES, TECHNICAL_WORDS } from "./own-words";
import { PINYIN_SYLLABLES } from "./pinyin";

export interface Words {
  readonly bitsOf: ReadonlyMap<string, number>;
  /** Frequent words and names: what sentences are made of. */
  readonly ofText: ReadonlySet<string>;
  readonly longest: number;
  /** The first four letters of all longer words: most places of a random key begin none, and this tells so at once. */
  readonly beginnings: ReadonlySet<string>;
  /** The texts whose hashes a guesser tries, the most frequent first. */
  readonly hashed: readonly string[];
}

/** Choosing one of the lists. */
const LIST_BITS = 1.5;
/** What a code by frequency (Zipf's law) costs beside the logarithm of the rank. */
const RANK_BITS = 3.3;
/** How many words of a list sentences are made of. */
const FREQUENT = 20_000;
/** Of words with three letters, fewer: most combinations of three letters are a word or an abbreviation. */
const FREQUENT_SHORT = 600;
const SHORTEST = "am an as at be by do go he if in is it me my no of on or so to up us we wo ni ta de bu le".split(" ");
const LONGEST = 24;
const HASHED = 5000;

let loaded: Words | undefined;

export const words = (): Words => (loaded ??= load());

function load(): Words {
  const common: typeof import("@zxcvbn-ts/language-common") = require("@zxcvbn-ts/language-common");
  const english: typeof import("@zxcvbn-ts/language-en") = require("@zxcvbn-ts/language-en");
  const passwords = common.dictionary["passwords-common"];
  const ranked = [passwords, english.dictionary["commonWords-en"], english.dictionary["wikipedia-en"]];
  const names = [english.dictionary["firstnames-en"], english.dictionary["lastnames-en"].slice(0, FREQUENT)];
  const unranked = [common.dictionary["diceware-common"], PINYIN_SYLLABLES, PLACES, ...names];
  const bitsOf = new Map<string, number>();
  const add = (word: string, bits: number): void => {
    if (word.length < 2 || (bitsOf.get(word) ?? Infinity) <= bits) return;
    bitsOf.set(word, bits);
  };
  for (const list of ranked)
    for (const [rank, word] of list.entries()) add(word.toLowerCase(), Math.log2(rank + 2) + RANK_BITS + LIST_BITS);
  for (const list of unranked) for (const word of list) add(word.toLowerCase(), Math.log2(list.length) + LIST_BITS);
  for (const word of TECHNICAL_WORDS) add(word, Math.log2(TECHNICAL_WORDS.length) + LIST_BITS);
  const frequent = [...ranked.map((list) => list.slice(0, FREQUENT)), ...unranked, TECHNICAL_WORDS].flat();
  const short = [...english.dictionary["commonWords-en"].slice(0, FREQUENT_SHORT), ...PINYIN_SYLLABLES];
  const ofText = new Set([
    ...frequent.map((word) => word.toLowerCase()).filter((word) => /^[a-z]{4,}$/.test(word)),
    ...short.filter((word) => /^[a-z]{3}$/.test(word)),
    ...SHORTEST,
  ]);
  const beginnings = new Set(Array.from(bitsOf.keys(), (word) => word.slice(0, 4)));
  return { bitsOf, ofText, longest: LONGEST, beginnings, hashed: passwords.slice(0, HASHED) };
}
