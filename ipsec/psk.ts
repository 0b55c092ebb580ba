/** The rules for a pre-shared key. No reason given here holds a character of the key: reasons are printed. */

export { pskEntropyUpperBound } from "./psk-strength";

export const PSK_LENGTH = { min: 1, max: 100 } as const;

/**
 * The API's documentation, the SDK's and the console's texts differ on single quote, double quote and backslash (one
 * shows `\"`, which may be an escaped quote or two characters). Both quotes are accepted, as refusing a key that works
 * would lock its owner out; a backslash is refused, as it is the one that may be stored as something else.
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

/** Undefined when the API accepts the key, otherwise why not, without any character of it. */
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
 * Whether a text is what the API shows in place of a key: nothing but asterisks, or a beginning and four or more of
 * them (`123456****`). An asterisk is a legal character of a key, so one that merely holds some is not masked.
 */
export function isMaskedPsk(text: string): boolean {
  return /^\*+$/.test(text) || text.endsWith("****");
}
