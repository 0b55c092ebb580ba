import { basename } from "node:path";
import { filesIn, textOf } from "./source-files";

/** Names that somebody else prescribes. */
const PRESCRIBED: readonly RegExp[] = [
  /(^|\/)(README|ARCHITECTURE|CONTRIBUTING|DECISIONS|CHANGELOG|SECURITY)\.md$/u,
  /^LICENSE$/u,
  /(^|\/)Pulumi(\.[\w-]+)?\.yaml$/u,
  /(^|\/)Pulumi(Policy|Plugin)\.yaml$/u,
  // Transcripts of the API reference, named after its operations.
  /^(tests\/)?simulator\/reference\/[A-Za-z]+\.txt$/u,
];
const NEAR_EMPTY_WORDS = /^(utils?|utilit(y|ies)|helpers?|common|misc)$/u;

/** What is wrong with the path of a file, or undefined. */
function problemOf(path: string): string | undefined {
  for (const part of path.split("/")) {
    const words = part.split(/[.-]/u);
    if (words.some((word) => NEAR_EMPTY_WORDS.test(word.toLowerCase()))) return "says nothing about what is in it";
  }
  if (PRESCRIBED.some((pattern) => pattern.test(path))) return undefined;
  const isKebab = path.split("/").every((part) => /^\.?[a-z0-9]+([.-][a-z0-9]+)*$/u.test(part));
  return isKebab ? undefined : "is not in kebab-case";
}

describe("the name of a file", () => {
  it.each([
    "provider/core/utils.ts",
    "provider/util/time.ts",
    "tests/helpers/clock.ts",
    "sdk/common.ts",
    "sdk/string-helpers.ts",
    "misc/a.md",
    "provider/core/fieldTable.ts",
    "provider/core/Field.ts",
    "provider/core/field_table.ts",
    "Tests/a.ts",
  ])("would be refused as %s", (path) => expect(problemOf(path)).toBeDefined());

  it("is right throughout the project", () => {
    const wrong = filesIn().flatMap((path) => {
      const problem = problemOf(path);
      return problem === undefined ? [] : [`${path} ${problem}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe("a source file", () => {
  const SOURCE = /\.(ts|mts|cts|mjs|cjs|js|go)$/u;
  const isGenerated = (path: string): boolean =>
    path.startsWith("tests/generated/") || path.startsWith("sdk/generated/");
  /** Tables, which may be longer. */
  const TABLES = ["provider/resources/vpn-tunnel/table/fields.ts"];

  it("has at most 250 lines, unless it is a table", () => {
    const long = filesIn()
      .filter((path) => SOURCE.test(path) && !isGenerated(path) && !TABLES.includes(path))
      .map((path) => [textOf(path).trimEnd().split("\n").length, path] as const)
      .filter(([lines]) => lines > 250);
    expect(long).toEqual([]);
  });

  it("is among those that the laws look at: they see the real tree", () => {
    const names = filesIn().filter((path) => SOURCE.test(path));
    expect(names.length).toBeGreaterThan(100);
    expect(names).toContain(`tests/laws/${basename(__filename)}`);
  });
});
