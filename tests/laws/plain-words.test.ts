import { hardPlacesIn } from "./plain-words";
import { filesIn, textOf } from "./source-files";

/** Documents that programs write: `npm run proof` and `npm run generate`. */
const GENERATED = /^docs\/(?:proof\.md$|reference\/|rules\/)/u;
const DOCUMENTS = filesIn().filter((path) => path.endsWith(".md") && !GENERATED.test(path));

describe("the law about plain words", () => {
  const LONG = "is longer than 120 characters";
  const CLAUSE = "opens with a relative clause";
  const line = (length: number): string => "x".repeat(length);

  it.each([
    ["a line of 121 characters", line(121), LONG],
    ["a list item of 121 characters", `- ${line(119)}`, LONG],
    ["a line of 121 characters after a code block", `\`\`\`\ncode\n\`\`\`\n${line(121)}`, LONG],
    ["a paragraph that opens with What", "What the API reset is put back.", CLAUSE],
    ["a paragraph that opens with Where", "Where the key is masked, nothing is sent.", CLAUSE],
    ["a second sentence that opens with Of which", "There are two. Of which one is up.", CLAUSE],
    ["a sentence that opens with Where on the next line", "It waits.\nWhere it is down, it fails.", CLAUSE],
    ["a sentence that opens with What after a sentence in bold", "**Stop.** What is left stays.", CLAUSE],
    ["a sentence in bold that opens with Where", "**Where and as whom.** Two flags.", CLAUSE],
    ["a bullet that opens with what in small letters", "- what is declared\n- the rest", CLAUSE],
    ["a numbered item that opens with Where", "1. Where it stands.", CLAUSE],
    ["a heading that opens with What", "## What it costs", CLAUSE],
    ["a statement before a question", "What it does is clear. Is it?", CLAUSE],
  ])("catches %s", (_, markdown, problem) => {
    expect(hardPlacesIn(markdown).map((place) => place.problem)).toEqual([problem]);
  });

  it.each([
    ["a line of 120 characters", line(120)],
    ["120 characters outside of ASCII", "é".repeat(120)],
    ["a long row of a table", `| ${line(200)} |`],
    ["a long line of a code block", `\`\`\`ts\n${line(200)}\n\`\`\``],
    ["a clause inside of a code block", "```\nWhat the mocks answer.\n```"],
    ["a question", "What does it cost? Nothing."],
    ["a clause inside of a sentence", "The provider says\nwhat it sent, and where."],
    ["a word that only begins so", "Whatever happens, it waits. Whereas this does not."],
  ])("does not catch %s", (_, markdown) => expect(hardPlacesIn(markdown)).toEqual([]));

  it("names the line at which the block begins", () => {
    expect(hardPlacesIn("one\n\ntwo.\nWhat is three.").map((place) => place.line)).toEqual([3]);
  });

  it("looks at the real documents", () => {
    expect(DOCUMENTS).toEqual(expect.arrayContaining(["README.md", "DECISIONS.md", "CHANGELOG.md", "docs/cli.md"]));
  });
});

describe("a document is in plain words", () => {
  it.each(DOCUMENTS)("%s", (path) => {
    expect(hardPlacesIn(textOf(path)).map(({ line, problem }) => `${path}:${line} ${problem}`)).toEqual([]);
  });
});

describe("a comment in a source", () => {
  const isLongComment = (line: string): boolean => line.length > 120 && /^\s*(?:\/\/|\/?\*)/u.test(line);
  const sources = filesIn().filter((path) => /\.(?:ts|mjs)$/u.test(path) && !path.includes("/generated/"));

  it("has at most 120 characters in a line", () => {
    const long = sources.flatMap((path) =>
      textOf(path)
        .split("\n")
        .flatMap((line, index) => (isLongComment(line) ? [`${path}:${index + 1}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it.each([`// ${"x".repeat(118)}`, `   * ${"x".repeat(118)}`, `  /** ${"x".repeat(118)} */`])(
    "would be found if it were longer: %s",
    (line) => expect(isLongComment(line)).toBe(true),
  );
});
