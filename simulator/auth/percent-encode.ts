const UNRESERVED = /^[\w.~-]*$/;

/** RFC 3986, as both signature kinds want it: everything but letters, digits and `-_.~` is escaped. */
export function percentEncode(text: string): string {
  // Nearly every name and value of a request is like that, and each request has dozens.
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The same of what is encoded once more as a part of a whole: what the first time left as it is, so does the second.
 */
export function encodedTwice(text: string): string {
  return UNRESERVED.test(text) ? text : percentEncode(text).replaceAll("%", "%25");
}

/** `a=1&b=2`, sorted by name, both sides encoded. */
export function canonicalQuery(
  pairs: readonly (readonly [string, string])[],
  equals = "=",
  and = "&",
  encode = percentEncode,
): string {
  let text = "";
  for (const [name, value] of [...pairs].sort(byName)) {
    text += `${text === "" ? "" : and}${encode(name)}${equals}${encode(value)}`;
  }
  return text;
}

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : a > b ? 1 : 0);
