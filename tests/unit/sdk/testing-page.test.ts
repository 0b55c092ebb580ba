// docs/testing.md shows the code that tests/unit/sdk/testing-page holds, and jest runs.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const FOLDER = join(__dirname, "testing-page");
const page = readFileSync(join(__dirname, "../../../docs/testing.md"), "utf8");
const blocks = [...page.matchAll(/```ts\n([\s\S]*?)\n```/gu)].map(([, code = ""]) => code);

/** As a user writes it: the package by its name. */
const asShown = (file: string): string =>
  readFileSync(join(FOLDER, file), "utf8")
    .replaceAll('"../../../../sdk"', '"pulumi-alicloud-vpn"')
    .replaceAll('"../../../../simulator"', '"pulumi-alicloud-vpn/simulator"')
    .trim();

describe("the page about testing", () => {
  it.each(readdirSync(FOLDER))("shows %s as it is run", (file) => {
    expect(blocks).toContain(asShown(file));
  });

  it("names nothing that the package does not export", () => {
    const exported = readFileSync(join(__dirname, "../../../sdk/index.ts"), "utf8");
    const names = blocks.flatMap((code) =>
      [...code.matchAll(/import \{ ([^}]+) \} from "pulumi-alicloud-vpn";/gu)].flatMap(([, list = ""]) =>
        list.split(", "),
      ),
    );
    expect(names).toContain("ProgramError");
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`, "u").test(exported))).toEqual([]);
  });

  it("has no block that is not TypeScript", () => {
    for (const code of blocks) {
      const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true });
      expect(diagnostics).toEqual([]);
    }
  });
});
