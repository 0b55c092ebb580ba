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
 * A server's message made safe to show: one line, no string to sign (it holds every parameter), no parameters of a
 * URL, none of the given secrets in any spelling that a request or an answer can hold.
 */
export function safeMessage(message: string, secrets: readonly string[]): string {
  // The secrets first: every later step could cut one in half and so hide it from the search.
  const oneLine = replaceSecrets(message, secrets).replace(/\s+/g, " ");
  const withoutStringToSign = oneLine.replace(/[,:]?\s*server string to sign is\s*:.*$/i, "");
  const withoutParameters = withoutStringToSign.replace(/(https?:\/\/[^\s?#]*)[?#]\S*/gi, "$1");
  return withoutParameters.trim().slice(0, LONGEST_MESSAGE);
}

/** A code or an id of a server's answer, or undefined when it is not one: such fields are shown as they are. */
export function safeToken(value: unknown, secrets: readonly string[]): string | undefined {
  if (typeof value !== "string" || !/^[\w.:-]{1,128}$/.test(value)) return undefined;
  return holdsSecret(value, secrets) ? undefined : value;
}

/** True when the text holds one of the secrets, however it is encoded. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.flatMap(spellings).some((spelling) => text.includes(spelling));
}

function replaceSecrets(text: string, secrets: readonly string[]): string {
  const short = secrets.filter((secret) => secret.length < SHORTEST_REPLACED);
  if (holdsSecret(text, short)) return "(message withheld: it may repeat a secret)";
  // Longest first: a secret that contains another one must not survive in part.
  const found = secrets.flatMap(spellings).sort((a, b) => b.length - a.length);
  return found.reduce((safe, spelling) => safe.replaceAll(spelling, MASK), text);
}

function spellings(secret: string): string[] {
  const percent = strictPercent(secret);
  const loose = encodeURIComponent(wellFormed(secret));
  const all = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    percent,
    percent.replaceAll("%20", "+"),
    strictPercent(percent),
    loose,
    encodeURIComponent(loose),
  ];
  return [...new Set(all)].filter((spelling) => spelling !== "");
}

function strictPercent(text: string): string {
  const escape = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, escape);
}

/** encodeURIComponent throws on half a surrogate pair. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
