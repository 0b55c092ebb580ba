import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderRuleList } from "./render-rule-list";

/** Writes every generated file; `npm run generate` runs it, and a test proves that nothing is left to write. */
const root = join(__dirname, "..", "..");
const write = (path: string, text: string): void => writeFileSync(join(root, path), text);

// The list of rules comes first: other files are generated from the rules in it.
write("policies/rules/index.ts", renderRuleList());
void import("./files").then(({ generatedFiles }) => {
  for (const [path, text] of Object.entries(generatedFiles())) write(path, text);
});
