import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NOTICE = "Generated from the files of this folder by `npm run generate`; do not edit.";
const FOLDER = join(__dirname, "..", "..", "policies", "rules");
const LINE = 120;

/** A file of one rule: it exports the rule under its own name in camelCase. */
interface RuleFile {
  readonly group: string;
  readonly path: string;
  readonly rule: string;
}

/** policies/rules/index.ts: every rule, alone and in the list of its group. */
export function renderRuleList(): string {
  const groups = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const files = groups.flatMap(rulesIn);
  const lists = groups.map((group) => ({
    name: `${group.replace(/s$/u, "").toUpperCase()}_RULES`,
    rules: files.filter((file) => file.group === group).map(({ rule }) => rule),
  }));
  return [
    `// ${NOTICE}`,
    "",
    'import type { Rule } from "../rule/rule";',
    ...files.map(({ rule, path }) => `import { ${rule} } from "./${path}";`),
    "",
    "export {",
    ...files.map(({ rule }) => `  ${rule},`),
    "};",
    ...lists.flatMap(({ name, rules }) => ["", listText(name, rules)]),
    "",
    listText(
      "ALL_RULES",
      lists.map(({ name }) => `...${name}`),
    ),
    "",
  ].join("\n");
}

function rulesIn(group: string): readonly RuleFile[] {
  return readdirSync(join(FOLDER, group))
    .sort()
    .map((file) => {
      const name = file.replace(/\.ts$/u, "");
      const rule = name.replaceAll(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
      if (!readFileSync(join(FOLDER, group, file), "utf8").includes(`export const ${rule} = `))
        throw new Error(`policies/rules/${group}/${file} must export its rule as ${rule}, after the name of the file`);
      return { group, path: `${group}/${name}`, rule };
    });
}

/** A list as the formatter leaves it. */
function listText(name: string, items: readonly string[]): string {
  const head = `export const ${name}: readonly Rule[] = [`;
  const line = `${head}${items.join(", ")}];`;
  return line.length <= LINE ? line : [head, ...items.map((item) => `  ${item},`), "];"].join("\n");
}
