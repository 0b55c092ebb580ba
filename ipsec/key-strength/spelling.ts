/** How a word is spelt in a key: capitals, digits and signs for letters, and backwards. */

/** Signs that stand for letters; a few stand for two, and both are tried. */
const LETTERS: readonly Readonly<Record<string, string>>[] = [
  {
    "0": "o",
    "1": "l",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "g",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    $: "s",
    "!": "i",
    "|": "l",
    "+": "t",
    "(": "c",
  },
  { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "l", "|": "i" },
];

/**
 * The key as words may be spelt in it, in small letters: as it is, and with letters for the signs that stand for them.
 * Each text is as long as the key.
 */
export function lettersOf(key: string): readonly string[] {
  const small = key.toLowerCase();
  const replaced = LETTERS.map((table) => Array.from(small, (sign) => table[sign] ?? sign).join(""));
  return [...new Set([small, ...replaced])];
}

/** The bits that the spelling of a word takes: which letters are capitals, and which are signs. */
export function spellingBits(spelt: string, word: string): number {
  const capitals = capitalBits(spelt);
  const small = spelt.toLowerCase();
  const signs = Array.from(word).filter((letter, at) => letter !== small[at]).length;
  return capitals + (signs === 0 ? 0 : 1 + signs);
}

/** None, the first or all: few guesses. Any others: one of the ways to choose as many of the letters. */
export function capitalBits(spelt: string): number {
  const letters = spelt.replaceAll(/[^A-Za-z]/g, "");
  const capitals = letters.replaceAll(/[^A-Z]/g, "").length;
  if (capitals === 0) return 0;
  if (capitals === letters.length || (capitals === 1 && /^[A-Z]/.test(letters))) return 1;
  return 1 + log2Choose(letters.length, Math.min(capitals, letters.length - capitals));
}

function log2Choose(of: number, many: number): number {
  let bits = 0;
  for (let index = 1; index <= many; index += 1) bits += Math.log2((of - many + index) / index);
  return bits;
}
