import { nearest } from "./nearest";

/** A hint for a mistyped word, to append to an error; empty if no word is close to it. */
export function didYouMean(word: string, words: readonly string[], prefix = ""): string {
  const meant = nearest(word, words);
  return meant === undefined ? "" : `; did you mean ${prefix}${meant}?`;
}
