import { PACKS } from "../../policies/assembly/packs";
import { configFileSchema } from "../../policies/config/schema";
import { PRESETS } from "../../policies/presets";
import { isSatisfiable } from "../../policies/presets/preset";
import type { Preset } from "../../policies/presets/preset";
import type { Rule } from "../../policies/rule/rule";
import { between, markdownTable } from "./markdown";

/** The schema of configuration files, and policies/README.md with new tables; `readme` is its present text. */
export function generatedPolicyFiles(readme: string): Readonly<Record<string, string>> {
  return {
    "policies/policy-config.schema.json": `${jsonText(configFileSchema(PACKS.policies))}\n`,
    "policies/README.md": between(between(readme, "rules", ruleTable(PACKS.policies)), "presets", presetTable()),
  };
}

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
      : `${rule.description} For a route-based connection, the rule ${rule.routeBased}.`,
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

const LINE = 120;

/** JSON as the formatter leaves it: objects one key a line; a list on one line if it fits and holds no objects. */
export function jsonText(value: unknown, indent = ""): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    const plain = value.every((item) => typeof item !== "object" || item === null);
    if (value.length === 0 || (plain && inner.length + line.length <= LINE - 20)) return line;
    return `[\n${value.map((item) => inner + jsonText(item, inner)).join(",\n")}\n${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) return "{}";
    const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${jsonText(item, inner)}`);
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(value);
}
