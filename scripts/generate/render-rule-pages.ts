import { PACKS } from "../../policies/assembly/packs";
import { settingsOf } from "../../policies/assembly/to-policy";
import type { Rule, Violation } from "../../policies/rule/rule";
import type { GivenResource } from "../../policies/testing";
import { nameOf, urnOf } from "../../policies/testing/given";
import { CASES } from "../../tests/policies/cases";
import { deviceSide } from "./device-side";
import { compactTable } from "./markdown";
import { jsonText } from "./render-policies";

const NOTICE = "<!-- Generated from policies/rules and tests/policies/cases.ts by `npm run generate`; do not edit. -->";

/** docs/rules: a page for each rule, and the list of them. */
export function rulePages(): Readonly<Record<string, string>> {
  const rules = PACKS.policies;
  return {
    "docs/rules/index.md": indexPage(rules),
    ...Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.name}.md`, pageText(rule)])),
  };
}

function indexPage(rules: readonly Rule[]): string {
  const row = (rule: Rule): readonly string[] => [
    `[${rule.name}](${rule.name}.md)`,
    rule.description,
    rule.level,
    rule.severity,
  ];
  const groups = [...new Set(rules.map(({ group }) => group))].flatMap((group) => [
    `## ${group[0]?.toUpperCase()}${group.slice(1)}`,
    "",
    compactTable(
      ["Rule", "What it asks for", "Level", "Severity"],
      rules.filter((one) => one.group === group).map(row),
    ),
    "",
  ]);
  return [
    NOTICE,
    "",
    "# Rules",
    "",
    "The rules of the policy packs, each with its reason, a good and a bad sample, and the way out. How to use the packs:",
    "[policies/README.md](../../policies/README.md). Each page's samples are files in `policies/samples`, which",
    "`npx pulumi-alicloud-vpn policy-test` runs.",
    "",
    ...groups,
  ].join("\n");
}

function pageText(rule: Rule): string {
  const { name, title, description, framework, url, remediationSteps, level, severity, group, routeBased } = rule;
  const [sample] = [CASES[name] ?? []].flat();
  if (sample === undefined) throw new Error(`${name} has no cases in tests/policies/cases.ts`);
  const violations = violationsOf(rule, sample.fail, sample.config);
  return [
    NOTICE,
    "",
    `# ${title}`,
    "",
    `\`${name}\`: ${description}`,
    "",
    `Level **${level}**, severity **${severity}**, group ${group}.`,
    "",
    "## Why",
    "",
    `${framework.specification} Source: [${framework.name}, ${framework.version}, ${framework.reference}](${url}).`,
    ...(routeBased === undefined ? [] : ["", `For a route-based connection, the rule ${routeBased}.`]),
    "",
    "## Bad",
    "",
    ...differencesText(sample.pass, sample.fail),
    "",
    "The rule says:",
    "",
    ...violations.map(({ message }) => `> ${message.replaceAll("<", "\\<")}\n`),
    "## Good",
    "",
    ...differencesText(sample.fail, sample.pass),
    "",
    `Both in full: \`policies/samples/${name}\`.`,
    "",
    "## Fix",
    "",
    `Here: ${remediationSteps}`,
    "",
    `On the device: ${deviceSide(violations.map(({ path }) => path))}`,
    "`npx pulumi-alicloud-vpn peer-config <connection> --device <device>` writes the device's configuration.",
    "",
    "## Settings",
    "",
    ...settingsText(rule),
    "",
    "## Exempt",
    "",
    "In the file of `--policy-pack-config`, with a reason and a last day:",
    "",
    "```json",
    jsonText({
      [name]: { exempt: [{ resource: "plant-lyon-*", reason: "device is replaced in March", until: "2027-03-31" }] },
    }),
    "```",
    "",
  ].join("\n");
}

function violationsOf(rule: Rule, given: readonly GivenResource[], config: object = {}): readonly Violation[] {
  const resources = given.map((one) => ({ type: one.type, name: nameOf(one), urn: urnOf(one), props: one.props }));
  const outcomes =
    rule.scope === "stack"
      ? [rule.evaluate(resources, { ...config })]
      : resources.map((one) => rule.evaluate(one, { ...config }));
  return outcomes.flatMap(({ violations }) => violations);
}

function settingsText(rule: Rule): readonly string[] {
  const rows = Object.entries(settingsOf(rule)).map(([name, { schema, fallback }]) => [
    `\`${name}\``,
    schema.description,
    `\`${JSON.stringify(fallback)}\``,
  ]);
  return [compactTable(["Setting", "Meaning", "Default"], rows)];
}

/** What the second sample has and the first has not, resource by resource. */
function differencesText(others: readonly GivenResource[], shown: readonly GivenResource[]): readonly string[] {
  const parts = shown.flatMap((resource) => {
    const twin = others.find((one) => nameOf(one) === nameOf(resource) && one.type === resource.type);
    const own = difference(twin?.props ?? {}, resource.props);
    return own === undefined ? [] : [{ [nameOf(resource)]: own }];
  });
  const text = jsonText(parts.length === 0 ? "these properties are left out" : Object.assign({}, ...parts));
  return ["```json", text, "```"];
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function difference(other: unknown, own: unknown): unknown {
  if (!isObject(own) || Array.isArray(own)) return JSON.stringify(own) === JSON.stringify(other) ? undefined : own;
  const entries = Object.entries(own).flatMap(([name, value]) => {
    const inner = difference(isObject(other) ? Reflect.get(other, name) : undefined, value);
    return inner === undefined ? [] : [[name, inner] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
