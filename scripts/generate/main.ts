import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderRuleList } from "./render-rule-list";

/** Writes every generated file; `npm run generate` runs it, and a test proves that nothing is left to write. */
const root = join(__dirname, "..", "..");
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
/** Folders with a file or more for each rule: those of a rule that is gone must go. */
const BY_RULE = ["policies/samples", "docs/rules"];

// The list of rules comes first: other files are generated from the rules in it.
write("policies/rules/index.ts", renderRuleList());
void import("./files").then(({ generatedFiles }) => {
  const files = generatedFiles();
  for (const folder of BY_RULE) rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) write(path, text);
});
