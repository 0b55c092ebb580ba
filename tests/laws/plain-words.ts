/** Hard-to-read places in a Markdown document, outside of code blocks and tables. */

const LONGEST = 120;
/** A clause with no subject of its own: the reader does not know who acts until its end. */
const OPENER = /^(?:of which|what|where)\b/iu;
/** Marks of Markdown, and brackets and quotation marks, before the first word of a sentence. */
const BEFORE_WORD = /^[\s*_"'“([]+/u;
const LIST_ITEM = /^\s*(?:[-*+]|\d+\.)\s+/u;

export interface HardPlace {
  readonly line: number;
  readonly problem: "is longer than 120 characters" | "opens with a relative clause";
}

interface ProseLine {
  readonly number: number;
  readonly text: string;
}

/** Each line or sentence of a document that breaks a rule, by the number of its line. */
export function hardPlacesIn(markdown: string): readonly HardPlace[] {
  const prose = proseOf(markdown);
  const long = prose.filter(({ text }) => text.length > LONGEST);
  return [
    ...long.map(({ number }): HardPlace => ({ line: number, problem: "is longer than 120 characters" })),
    ...blocksOf(prose).flatMap((block) =>
      sentencesIn(block)
        .filter(opensWithClause)
        .map((): HardPlace => ({ line: block[0]?.number ?? 0, problem: "opens with a relative clause" })),
    ),
  ];
}

/** The lines of a document without its code blocks and tables, both of which become empty lines. */
function proseOf(markdown: string): readonly ProseLine[] {
  let fence: string | undefined;
  return markdown.split("\n").map((text, index) => {
    const mark = /^\s*(`{3,}|~{3,})/u.exec(text)?.[1];
    const isCode = fence !== undefined || mark !== undefined;
    if (mark !== undefined) fence = fence === undefined ? mark : mark === fence ? undefined : fence;
    const isTable = /^\s*\|/u.test(text);
    return { number: index + 1, text: isCode || isTable ? "" : text };
  });
}

/** Headings, list items and paragraphs, each with its lines. */
function blocksOf(prose: readonly ProseLine[]): readonly (readonly ProseLine[])[] {
  const blocks: ProseLine[][] = [];
  let isOpen = false;
  for (const line of prose) {
    const isHeading = line.text.startsWith("#");
    if (line.text.trim() === "") isOpen = false;
    else if (isOpen && !isHeading && !LIST_ITEM.test(line.text)) blocks.at(-1)?.push(line);
    else {
      blocks.push([line]);
      isOpen = !isHeading;
    }
  }
  return blocks;
}

/** The sentences of a block, each with the mark that ends it. */
function sentencesIn(block: readonly ProseLine[]): readonly string[] {
  const text = block.map((line) => line.text.trim()).join(" ");
  return text
    .replace(/^#+\s*/u, "")
    .replace(LIST_ITEM, "")
    .split(/(?<=[.!?][*_"'”)\]]*)\s+/u);
}

function opensWithClause(sentence: string): boolean {
  const isQuestion = /\?[*_"'”)\]]*$/u.test(sentence);
  return !isQuestion && OPENER.test(sentence.replace(BEFORE_WORD, ""));
}
