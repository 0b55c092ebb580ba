/** application/x-www-form-urlencoded, in a query or in a body, read the way the API's gateway has to read it. */

export class MalformedForm extends Error {}

/**
 * Name and value pairs, in order. Both ways of writing a blank (`+` and `%20`) and unescaped `!*'()` are accepted:
 * clients differ in all of these.
 */
export function parseForm(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? "" : part.slice(equals + 1);
    pairs.push([decode(name), decode(value)]);
  }
  return pairs;
}

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw new MalformedForm("percent-encoding is not UTF-8");
  }
}
