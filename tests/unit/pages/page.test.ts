// A page's test is worth what its comparison catches.
import { differenceIn, partsOf } from "../../engine/pages/page";

const page = (...lines: readonly string[]): string => lines.join("\n");

describe("the parts of a page", () => {
  it("are its files, its commands with their output, and what happens in between", () => {
    const markdown = page(
      "1. Save this:",
      "",
      "   ```ts index.ts",
      "   const a = 1;",
      "     // more",
      "   ```",
      "",
      "   <!-- test: it rains -->",
      "",
      "```console",
      "$ printf x |",
      "    cat \\",
      "    -",
      "x",
      "$ true",
      "```",
    );
    expect(partsOf(markdown)).toEqual([
      { kind: "file", line: 3, name: "index.ts", text: "const a = 1;\n  // more\n" },
      { kind: "event", line: 8, name: "it rains" },
      {
        kind: "commands",
        line: 10,
        commands: [
          { line: 11, command: "printf x |\n    cat \\\n    -", output: ["x"] },
          { line: 15, command: "true", output: [] },
        ],
      },
    ]);
  });

  it.each([
    ["a block that nobody could run", page("```ts", "let a;", "```")],
    ["a block without an end", page("```console", "$ true")],
    ["output before any command", page("```console", "x", "```")],
  ])("refuses %s", (_, markdown) => expect(() => partsOf(markdown)).toThrow(/^line \d/u));
});

describe("an output as printed", () => {
  it.each<[string, readonly string[], string]>([
    ["the same lines", ["a", "b"], "a\nb\n"],
    ["nothing printed on the page", [], "anything"],
    ["lines left out", ["a", "…", "d", "…"], "a\nb\nc\nd\ne\n"],
    ["text left out", ["a … (d)"], "a b c (d)\n"],
    ["other times", ["2026-01-01T00:00:00Z after 300 s"], "2027-02-02T11:22:33.456Z after 3 s\n"],
  ])("is %s", (_, printed, actual) => expect(differenceIn(printed, actual)).toBeUndefined());

  it.each<[string, readonly string[], string]>([
    ["another word", ["a", "b"], "a\nc\n"],
    ["a line more", ["a"], "a\nb\n"],
    ["a line fewer", ["a", "b"], "a\n"],
    ["another order", ["a", "…", "b"], "b\na\n"],
    ["a sign that a pattern would take for any text", ["a.b"], "axb\n"],
    ["another indentation", ["  a"], "a\n"],
  ])("is not %s", (_, printed, actual) => expect(differenceIn(printed, actual)).toContain(actual));
});
