// The pages of rules; tests/laws/generated-files.test.ts holds that they are fresh.
import { PACKS } from "../../policies/assembly/packs";
import { toPolicy } from "../../policies/assembly/to-policy";
import { RULE_PAGES, pageOf } from "../../policies/rule/rule-page";
import { filesIn, textOf } from "../laws/source-files";

const manifest: { name: string; files: readonly string[]; homepage?: string } = JSON.parse(textOf("package.json"));

it("are in the package, at the place that the public copy of a package has", () => {
  expect(manifest.files).toContain("docs");
  expect(RULE_PAGES).toBe(`${manifest.homepage ?? `https://unpkg.com/${manifest.name}`}/docs/rules`);
});

it("are one for each rule, with an index that leads to each", () => {
  const names = PACKS.policies.map(({ name }) => `docs/rules/${name}.md`);
  expect([...filesIn("docs/rules")].sort()).toEqual([...names, "docs/rules/index.md"].sort());
  const index = textOf("docs/rules/index.md");
  for (const { name } of PACKS.policies) expect(index).toContain(`(${name}.md)`);
});

it.each(PACKS.policies.map((rule) => [rule.name, rule] as const))(
  "%s leads to its page, which has all parts",
  (name, rule) => {
    expect(toPolicy(rule).url).toBe(`${RULE_PAGES}/${name}.md`);
    const page = textOf(`docs/rules/${name}.md`);
    const parts = [...page.matchAll(/^## (.+)$/gmu)].map(([, part]) => part);
    expect(parts).toEqual(["Why", "Bad", "Good", "Fix", "Settings", "Exempt"]);
    for (const text of [rule.framework.specification, rule.remediationSteps, rule.url]) expect(page).toContain(text);
    expect(page).toMatch(/^> /mu);
  },
);

it("a rule of somebody else's keeps the page that it names", () => {
  expect(pageOf({ name: "acme-rule", url: "https://acme.example" })).toBe("https://acme.example");
});
