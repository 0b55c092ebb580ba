/** What `swanctl --raw` prints: `name {key=value list=[a b] section {…}}`. */

export interface Section {
  readonly [key: string]: string | Section;
}

/** The sections of one line, by their names. */
export function parseRaw(line: string): Section {
  const tokens = line.match(/\{|\}|\[[^\]]*\]|[^\s{}=[\]]+=?/gu) ?? [];
  let at = 0;
  function section(): Section {
    const entries: Record<string, string | Section> = {};
    while (at < tokens.length && tokens[at] !== "}") {
      const token = tokens[at] ?? "";
      at += 1;
      if (token.endsWith("=")) {
        const next = tokens[at] ?? "";
        // An empty value is followed by the next key.
        const isValue = next !== "}" && !next.endsWith("=");
        entries[token.slice(0, -1)] = isValue ? next : "";
        if (isValue) at += 1;
      } else if (tokens[at] === "{") {
        at += 1;
        entries[token] = section();
        at += 1;
      }
    }
    return entries;
  }
  return section();
}

export function sectionOf(parent: Section | undefined, key: string): Section | undefined {
  const found = parent?.[key];
  return typeof found === "object" ? found : undefined;
}
