/** Lists and texts in messages. The engine refuses a large answer, and nobody reads fifty networks in a sentence. */

/** The first items as text, and how many more there are. */
export function shortList(items: readonly string[], separator = ", ", shown = 4): string {
  const rest = items.length - shown;
  if (rest <= 0) return items.join(separator);
  return `${items.slice(0, shown).join(separator)}${separator}and ${rest} more`;
}

/** The text, or its beginning. */
export const shortText = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
