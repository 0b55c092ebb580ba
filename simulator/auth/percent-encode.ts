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

/** `a=1&b=2`, sorted by name, both sides encoded. */
export function canonicalQuery(pairs: readonly (readonly [string, string])[]): string {
  let text = "";
  for (const [name, value] of [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    text += `${text === "" ? "" : "&"}${percentEncode(name)}=${percentEncode(value)}`;
  }
  return text;
}
