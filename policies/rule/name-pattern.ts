/** Patterns of names: `*` stands for any characters, also for none. */

/**
 * Whether a pattern fits a whole name, in linear time: each part between two stars is looked for once, from where the
 * part before it ended. A regular expression of many `.*` would try every way to share the name out among the stars.
 */
export function matchesName(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
