/** An upper bound of a pre-shared key's strength. */

/** Words that people build keys from. A guesser tries them in any case, and with the usual digits for letters. */
const COMMON_PARTS = [
  "password",
  "passw0rd",
  "passwort",
  "secret",
  "presharedkey",
  "preshared",
  "sharedkey",
  "ipsec",
  "tunnel",
  "letmein",
  "welcome",
  "admin",
  "administrator",
  "qwertyuiop",
  "qwerty",
  "asdfghjkl",
  "asdfgh",
  "zxcvbnm",
  "changeme",
  "default",
  "alibaba",
  "aliyun",
  "alicloud",
  "cisco",
  "fortinet",
  "juniper",
  "huawei",
  "gateway",
  "office",
  "company",
  "network",
  "internet",
  "iloveyou",
  "monkey",
  "dragon",
  "master",
  "test",
  "demo",
  "example",
  "temp",
  "vpn",
  "psk",
  "key",
] as const;

/** The cost of a word. A guesser's dictionary is larger than this one: 10,000 words, each in four spellings. */
const WORD_BITS = Math.log2(10_000 * 4);

/** The least length of a repeat or a sequence. Shorter ones occur in random keys too, so they cost as random text. */
const SHORTEST_PATTERN = 4;

const plain = (text: string): string =>
  text.toLowerCase().replace(/[013457@$!]/g, (character) => "oieastasi".charAt("013457@$!".indexOf(character)));

const PLAIN_PARTS = COMMON_PARTS.map(plain).sort((one, other) => other.length - one.length);

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

/** The length of the longest run from `start` that continues with the same step: `aaaa`, `1234`, `fedc`. */
function sequenceAt(text: string, start: number): number {
  const step = text.charCodeAt(start + 1) - text.charCodeAt(start);
  if (!(Math.abs(step) <= 1)) return 1;
  let end = start + 2;
  while (end < text.length && text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end += 1;
  return end - start;
}

/** The length of the longest piece from `start` that also begins earlier: `abcabcabc` repeats `abc` twice. */
function repeatAt(text: string, start: number): number {
  let longest = 0;
  for (let earlier = 0; earlier < start; earlier += 1) {
    let length = 0;
    while (start + length < text.length && text[earlier + length] === text[start + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

/**
 * An upper bound of the key's entropy in bits: the cheapest description of the key that a guesser can make of random
 * characters, common words, sequences and repeats. A key with a low bound is weak; a key with a high one may be.
 */
export function pskEntropyUpperBound(text: string): number {
  const perCharacter = text.length === 0 ? 0 : Math.log2(alphabetSize(text));
  const plainText = plain(text);
  const patternBits = (length: number): number => Math.log2(Math.max(2, text.length)) + Math.log2(length);
  // cost[i] is the cost of the cheapest description of the first i characters.
  const cost = Array.from({ length: text.length + 1 }, (_, index) => index * perCharacter);
  const offer = (start: number, length: number, bits: number): void => {
    const end = start + length;
    cost[end] = Math.min(cost[end] ?? Infinity, (cost[start] ?? Infinity) + bits);
  };
  for (let start = 0; start < text.length; start += 1) {
    offer(start, 1, perCharacter);
    const sequence = sequenceAt(text, start);
    for (let length = SHORTEST_PATTERN; length <= sequence; length += 1)
      offer(start, length, perCharacter + patternBits(length));
    const repeat = repeatAt(text, start);
    for (let length = SHORTEST_PATTERN; length <= repeat; length += 1) offer(start, length, patternBits(length));
    for (const part of PLAIN_PARTS) {
      if (plainText.startsWith(part, start)) offer(start, part.length, Math.min(WORD_BITS, part.length * perCharacter));
    }
  }
  return cost[text.length] ?? 0;
}

/** Whether the key holds a common word. */
export function holdsCommonWord(text: string): boolean {
  const plainText = plain(text);
  return PLAIN_PARTS.some((part) => part.length >= 5 && plainText.includes(part));
}
