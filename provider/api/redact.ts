/** Takes secrets out of texts that somebody else wrote: a server may repeat what it was sent. */

const SECRET_PARAMETER = /(^|\.)(Psk|AuthKey|AccessKeySecret|SecurityToken|OIDCToken)$/i;
const MASK = "***";
/** Below this length a replacement would leave the secret readable from what is left of the sentence. */
const SHORTEST_REPLACED = 4;
const LONGEST_MESSAGE = 500;

/** The secret values among the parameters of a request, nested parameters in their flat names. */
export function secretValues(parameters: Readonly<Record<string, string>>): string[] {
  return Object.entries(parameters)
    .filter(([name, value]) => SECRET_PARAMETER.test(name) && value !== "")
    .map(([, value]) => value);
}

/**
 * A server's message made safe to show: one line, no string to sign and no repeated request, no parameters of a URL,
 * none of the given secrets in any spelling that a request or an answer can hold.
 */
export function safeMessage(message: string, secrets: readonly string[]): string {
  // The secrets first: every later step could cut one in half and so hide it from the search.
  const oneLine = replaceSecrets(message, secrets).replace(/\s+/g, " ");
  const withoutStringToSign = oneLine.replace(/[,:]?\s*server string to sign is\s*:.*$/i, "");
  const withoutRequest = withoutStringToSign.replace(/\S*\b(AccessKeyId|Signature(Nonce)?)(=|%3D).*$/i, "");
  const withoutParameters = withoutRequest.replace(/(https?:\/\/[^\s?#]*)[?#]\S*/gi, "$1");
  return withoutParameters.trim().slice(0, LONGEST_MESSAGE);
}

/**
 * A code or an id of a server's answer, or undefined when it is not one: such fields are shown as they are. A secret of
 * one to three characters occurs in many an id and cannot be recognised there.
 */
export function safeToken(value: unknown, secrets: readonly string[]): string | undefined {
  if (typeof value !== "string" || !/^[\w.:-]{1,128}$/.test(value)) return undefined;
  const recognisable = secrets.filter((secret) => secret.length >= SHORTEST_REPLACED);
  return holdsSecret(value, recognisable) ? undefined : value;
}

/** True when the text holds one of the secrets, however it is encoded. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => secret !== "" && patternOf(secret).test(text));
}

function replaceSecrets(text: string, secrets: readonly string[]): string {
  const short = secrets.filter((secret) => secret.length < SHORTEST_REPLACED);
  if (holdsSecret(text, short)) return "(message withheld: it may repeat a secret)";
  // Longest first: a secret that contains another one must not survive in part.
  const long = secrets.filter((secret) => secret.length >= SHORTEST_REPLACED).sort((a, b) => b.length - a.length);
  return long.reduce((safe, secret) => safe.replace(patternOf(secret), MASK), text);
}

/** Matches the secret with each character written in any way: encoders differ in which characters they leave alone. */
function patternOf(secret: string): RegExp {
  return new RegExp(Array.from(secret, (char) => `(?:${spellingsOf(char).map(escaped).join("|")})`).join(""), "gi");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function spellingsOf(char: string): string[] {
  const percent = Array.from(Buffer.from(char, "utf8"), (byte) => `%${hex(byte, 2)}`).join("");
  const unicode = char
    .split("")
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join("");
  const all = [char, percent, percent.replaceAll("%", "%25"), unicode, JSON.stringify(char).slice(1, -1)];
  if (char === " ") all.push("+", "%2B");
  return [...new Set([...all, ENTITIES[char] ?? char])];
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
