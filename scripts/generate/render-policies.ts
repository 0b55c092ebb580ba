/** What is written from the rules: the schema of configuration files, and the tables of README.md. */

import { PRESETS } from "../../policies/presets";
import { isSatisfiable } from "../../policies/presets/preset";
import type { Preset } from "../../policies/presets/preset";
import type { Rule } from "../../policies/rule/rule";
import { jsonText, markdownTable } from "./layout";
import { PACKS } from "../../policies/assembly/packs";
import { configFileSchema } from "../../policies/config/schema";

function settingsText(rule: Rule): string {
  const settings = Object.entries(rule.settings).map(
    ([name, { fallback }]) => `\`${name}: ${JSON.stringify(fallback)}\``,
  );
  return settings.length === 0 ? "-" : settings.join(", ");
}

function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => [
    `\`${rule.name}\``,
    rule.routeBased === undefined
      ? rule.description
      : `${rule.description} A route-based connection: it ${rule.routeBased}.`,
    rule.level,
    rule.severity,
    settingsText(rule),
    `[${rule.framework.name}, ${rule.framework.reference}](${rule.url})`,
  ]);
  return markdownTable([["Rule", "What it asks for", "Level", "Severity", "Settings", "Rests on"], ...rows]);
}

function presetRow(preset: Preset): readonly string[] {
  const blockers = preset.blockers.map(({ what, need, have }) => `${what} (needs ${need}; the API offers ${have})`);
  const can = isSatisfiable(preset) ? "yes" : `no: ${blockers.join("; ")}`;
  const limits = preset.limits.length === 0 ? "-" : preset.limits.join(" ");
  return [`\`${preset.id}\``, `[${preset.title}](${preset.url}), ${preset.edition}`, can, limits, preset.evidence];
}

function presetTable(): string {
  const head = ["Preset", "Standard", "Can a tunnel meet it?", "What it does not show", "Read from"];
  return markdownTable([head, ...PRESETS.map(presetRow)]);
}

function between(text: string, marker: string, inside: string): string {
  const [begin, end] = [`<!-- ${marker}: generated -->`, `<!-- /${marker} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the README has no place for ${marker}`);
  return `${text.slice(0, from + begin.length)}\n\n${inside}\n\n${text.slice(to)}`;
}

/** Path in the repository and text of each generated file; `readme` is policies/README.md as it is. */
export function generatedPolicyFiles(readme: string): Readonly<Record<string, string>> {
  return {
    "policies/policy-config.schema.json": `${jsonText(configFileSchema(PACKS.policies))}\n`,
    "policies/README.md": between(between(readme, "rules", ruleTable(PACKS.policies)), "presets", presetTable()),
  };
}
