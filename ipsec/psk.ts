/** The rules for a pre-shared key. A reason may be printed, so it holds no character of the key. */

export const PSK_LENGTH = { min: 1, max: 100 } as const;

/**
 * The texts of the API, the SDK and the console differ about the single quote, the double quote and the backslash (one
 * shows `\"`, which may be an escaped quote or two characters). Both quotes are legal here: to refuse a key that works
 * would lock its owner out. A backslash is not legal: it alone may be stored as another text.
 */
const LEGAL_SYMBOLS = "~!`@#$%^&*()_-+={}[]|;:'\",.<>/?";

const isLegal = (character: string): boolean => /^[0-9A-Za-z]$/.test(character) || LEGAL_SYMBOLS.includes(character);

function classOf(character: string): string {
  if (character === " ") return "a space";
  if (character === "\\") return "a backslash";
  if (/\s/u.test(character)) return "white space (a line break or a tab, perhaps from a file)";
  if (/\p{Cc}/u.test(character)) return "a control character";
  return "outside ASCII";
}

/** The reason why the API would refuse the key; undefined if it accepts the key. */
export function checkPsk(text: string): string | undefined {
  const characters = Array.from(text);
  if (characters.length < PSK_LENGTH.min) return "must have 1 to 100 characters; it is empty";
  const wrong = characters.findIndex((character) => !isLegal(character));
  if (wrong >= 0) {
    const what = classOf(characters[wrong] ?? "");
    return `may hold letters, digits and ${LEGAL_SYMBOLS} only: character ${wrong + 1} is ${what}`;
  }
  if (characters.length > PSK_LENGTH.max) return `must have 1 to 100 characters; it has ${characters.length}`;
  return undefined;
}

/**
 * Whether a text is a mask that the API shows instead of a key: asterisks only, or any text with four or more at its
 * end (`123456****`). An asterisk is a legal character of a key, so a key with other asterisks is not masked.
 */
export function isMaskedPsk(text: string): boolean {
  return /^\*+$/.test(text) || text.endsWith("****");
}
