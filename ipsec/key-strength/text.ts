/**
 * A key that is made of ordinary words is judged as text, however many words it has: people who think of words choose
 * them as they write, and text has about one bit a letter (C. E. Shannon, "Prediction and Entropy of Printed English",
 * 1951: 0.6 to 1.3 bits).
 */

import { capitalBits, lettersOf } from "./spelling";
import { words } from "./words";

const BITS_PER_LETTER = 1;
/** Fewer letters may be words by chance. */
const LEAST_LETTERS = 12;
/** The part of a key that must be letters, and the part of these that must be words. */
const LETTERS = 0.6;
const COVERED = 0.85;
/** The part of the letters that may be written as signs. */
const SIGNS = 0.3;

/** The bits of a key that is text; Infinity for any other key. */
export function textBits(key: string, own: ReadonlySet<string>): number {
  return Math.min(...lettersOf(key).map((text) => bitsAsText(key, text, own)));
}

function bitsAsText(key: string, text: string, own: ReadonlySet<string>): number {
  const runs = text.match(/[a-z]+/g) ?? [];
  const letters = runs.join("").length;
  if (letters < LEAST_LETTERS || lettersIn(key) < LETTERS * key.length) return Infinity;
  const signs = Array.from(text).filter((sign, at) => sign !== key[at]?.toLowerCase()).length;
  if (signs > SIGNS * letters) return Infinity;
  const covered = runs.reduce((sum, run) => sum + coveredLetters(run, own), 0);
  if (covered < COVERED * letters) return Infinity;
  return letters * BITS_PER_LETTER + capitals(key) + (signs === 0 ? 0 : 1 + signs) + restBits(text);
}

const lettersIn = (key: string): number => key.replaceAll(/[^A-Za-z]/g, "").length;

/** A capital at the beginning of each word costs as little as one. */
function capitals(key: string): number {
  const isAtBeginnings = /^(?:[A-Z]?[a-z]+|[^A-Za-z]+)*$/.test(key);
  return isAtBeginnings ? (/[A-Z]/.test(key) ? 2 : 0) : capitalBits(key);
}

/** What stands between the words: numbers by their digits, and a sign that comes again for little. */
function restBits(text: string): number {
  const numbers = text.match(/[0-9]+/g) ?? [];
  const digits = numbers.reduce((sum, number) => sum + (isYear(number) ? 7 : number.length * Math.log2(10)), 0);
  const signs = text.replaceAll(/[0-9a-z]/g, "");
  return digits + new Set(signs).size * 5 + signs.length * 0.5;
}

const isYear = (number: string): boolean => /^(?:19|20)[0-9]{2}$/.test(number);

/** The most letters of a run that words cover. */
function coveredLetters(run: string, own: ReadonlySet<string>): number {
  const { ofText, longest } = words();
  const best = Array.from({ length: run.length + 1 }, () => 0);
  for (let end = 1; end <= run.length; end += 1) {
    best[end] = best[end - 1] ?? 0;
    for (let length = 2; length <= Math.min(longest, end); length += 1) {
      const word = run.slice(end - length, end);
      if (!ofText.has(word) && !own.has(word)) continue;
      best[end] = Math.max(best[end] ?? 0, (best[end - length] ?? 0) + length);
    }
  }
  return best[run.length] ?? 0;
}
