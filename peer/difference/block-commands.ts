/** Differences of configurations that consist of sections with indented lines: IOS-XE, VRP, Comware. */

/** A device's rules about its lines. */
export interface BlockWords {
  /** Lines that are no configuration: comments, and the ends of sections. */
  readonly noise: RegExp;
  /** Beginnings of lines in a section that hold one value each: a new line replaces the old one. */
  readonly single: readonly RegExp[];
  /** Beginnings of section lines that have values behind the section's name. */
  readonly sections: readonly RegExp[];
  /** Sections and lines that belong to the whole device, and stay when nothing here needs them any more. */
  readonly shared: RegExp;
  /**
   * A BGP neighbor's first line; its group is the neighbor. Without it, the device forgets the neighbor's other lines.
   */
  readonly neighbor: RegExp;
  readonly negation: "no" | "undo";
  /** True if a removal names only the beginning of a line that holds one value. */
  readonly removesByBeginning: boolean;
  /** The command that ends a section; undefined if the next section's line does. */
  readonly end: string | undefined;
}

interface Section {
  readonly line: string;
  readonly inner: readonly Section[];
}

/** The commands that turn one configuration into another: what is new comes first, and what is old goes last. */
export function blockCommands(before: string, after: string, words: BlockWords): readonly string[] {
  const [old, now] = [sectionsIn(before, words), sectionsIn(after, words)];
  const [start, change] = [(each: Section) => written(each, "", words), changeOf(words)];
  return [
    ...now.filter((each) => twinOf(each, old, words, true) === undefined).flatMap(start),
    ...now.flatMap((each) => {
      const twin = twinOf(each, old, words, true);
      return twin === undefined ? [] : change(twin, each, "");
    }),
    ...[...old]
      .reverse()
      .filter((each) => twinOf(each, now, words, true) === undefined)
      .flatMap((each) =>
        words.shared.test(each.line) ? change(each, { line: each.line, inner: [] }, "") : [removal(each, words, true)],
      ),
  ];
}

function sectionsIn(text: string, { noise }: BlockWords): readonly Section[] {
  const top: { line: string; inner: Section[] }[] = [];
  const open: { depth: number; inner: Section[] }[] = [{ depth: -1, inner: top }];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || noise.test(line)) continue;
    const depth = raw.length - raw.trimStart().length;
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const section = { line, inner: [] };
    open.at(-1)?.inner.push(section);
    open.push({ depth, inner: section.inner });
  }
  return top;
}

/** What identifies a line: its beginning if it holds one value, otherwise all of it. */
function beginningOf(line: string, words: BlockWords, isSection: boolean): string {
  const plain = line.replace(/^undo /, "");
  for (const pattern of isSection ? words.sections : words.single) {
    const match = pattern.exec(plain);
    if (match !== null) return match[0].trimEnd();
  }
  return isSection ? line : plain;
}

const twinOf = (each: Section, among: readonly Section[], words: BlockWords, isSection: boolean): Section | undefined =>
  among.find((other) => beginningOf(other.line, words, isSection) === beginningOf(each.line, words, isSection));

function written({ line, inner }: Section, indent: string, words: BlockWords): readonly string[] {
  if (inner.length === 0) return [`${indent}${line}`];
  const end = words.end === undefined ? [] : [`${indent}${words.end}`];
  return [`${indent}${line}`, ...inner.flatMap((each) => written(each, `${indent} `, words)), ...end];
}

function removal({ line }: Section, words: BlockWords, isSection: boolean): string {
  if (line.startsWith("undo ")) return line.slice("undo ".length);
  const text = isSection || words.removesByBeginning ? beginningOf(line, words, isSection) : line;
  return `${words.negation} ${text}`;
}

/** The lines that change a section, between its own line and its end; none if it stays as it is. */
const changeOf = (words: BlockWords) => {
  const change = (old: Section, now: Section, indent: string): readonly string[] => {
    const gone = goneNeighbors(old, now, words);
    const kept = gone.length === 0 ? old.inner : withoutNeighbors(old.inner, gone);
    const deeper = `${indent} `;
    const inner = [
      ...gone.map((neighbor) => `${deeper}${words.negation} ${neighbor}`),
      ...kept
        .filter((each) => twinOf(each, now.inner, words, false) === undefined)
        .flatMap((each) =>
          each.inner.length > 0
            ? change(each, { line: each.line, inner: [] }, deeper)
            : [`${deeper}${removal(each, words, false)}`],
        ),
      ...now.inner.flatMap((each) => {
        const twin = twinOf(each, kept, words, false);
        if (twin === undefined) return written(each, deeper, words);
        if (each.inner.length === 0 && twin.inner.length === 0)
          return twin.line === each.line ? [] : [`${deeper}${each.line}`];
        return change(twin, each, deeper);
      }),
    ];
    if (inner.length === 0) return old.line === now.line ? [] : [`${indent}${now.line}`];
    return [`${indent}${now.line}`, ...inner, ...(words.end === undefined ? [] : [`${indent}${words.end}`])];
  };
  return change;
};

/** Neighbors that are there no more, or have another first line: these begin anew. */
function goneNeighbors(old: Section, now: Section, { neighbor }: BlockWords): readonly string[] {
  const lines = now.inner.map(({ line }) => line);
  return old.inner.flatMap(({ line }) => {
    const name = neighbor.exec(line)?.[1];
    return name === undefined || lines.includes(line) ? [] : [name];
  });
}

const withoutNeighbors = (sections: readonly Section[], gone: readonly string[]): readonly Section[] =>
  sections
    .filter(({ line }) => !gone.some((neighbor) => line.startsWith(`${neighbor} `)))
    .map(({ line, inner }) => ({ line, inner: withoutNeighbors(inner, gone) }));
