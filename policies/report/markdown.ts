/** A report for people: a comment on a pull request. */

import { statusText } from "./evidence";
import { markdownText, wrapMarkdown } from "./outside-text";
import { citationText, resourceName, resourceType, summaryText } from "./report";
import type { Report } from "./report";
import type { Finding } from "./finding";

/** A comment on GitHub holds 65536 characters. */
const LIMIT = 60_000;
/** The number of findings of one rule that are in sight; the others are folded. */
const IN_SIGHT = 3;
/** The characters for folding, and for the last line of a report that leaves findings out. */
const FOLD = 80;

export function renderMarkdown(
  report: Report,
  options: { readonly limit?: number; readonly intro?: string } = {},
): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    if (finding.isKnown) continue;
    const key = `${finding.level} ${finding.rule}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const status = wrapMarkdown(markdownText(statusText(report.evidence)), "");
  const intro = options.intro === undefined ? "" : `\n\n${options.intro}`;
  const head = `## VPN policies: ${summaryText(report)}\n\n${status}${baselineText(report)}${intro}`;
  const sections = [...[...groups.values()].map(sectionOf), ...exemptSections(report), ...knownSections(report)];
  return withinLimit(head, sections, options.limit ?? LIMIT);
}

function baselineText({ gone = 0 }: Report): string {
  if (gone === 0) return "";
  const findings = gone === 1 ? "1 finding of the baseline is" : `${gone} findings of the baseline are`;
  return `\n\n${findings} gone. Write the baseline anew, so that they cannot come back unseen.`;
}

/** The findings that exemptions set aside, each with who answers for it. */
function exemptSections({ exempt }: Report): readonly Section[] {
  if (exempt.length === 0) return [];
  const items = exempt.map(({ rule, urn, fields, exemption }) => {
    const { reason, owner, ticket, until } = exemption;
    const what = fields?.value === undefined ? (fields?.path ?? "") : `${fields.path} ${JSON.stringify(fields.value)}`;
    const granted = [`until ${until}`, owner, ticket].filter((part) => part !== undefined).join(", ");
    return itemText(urn, `${rule}: ${what}. ${granted}. ${reason}`);
  });
  return [{ head: `### Exempt (${count(exempt.length)})`, items, foot: "" }];
}

function knownSections({ findings }: Report): readonly Section[] {
  const known = findings.filter(({ isKnown }) => isKnown);
  if (known.length === 0) return [];
  const items = known.map(({ rule, urn, message }) => itemText(urn, `${rule}: ${message}`));
  return [{ head: `### Known from the baseline (${count(known.length)})`, items, foot: "" }];
}

const count = (findings: number): string => (findings === 1 ? "1 finding" : `${findings} findings`);

/** One rule: its findings, each at its resource, and how to correct them. */
interface Section {
  readonly head: string;
  readonly items: readonly string[];
  readonly foot: string;
}

function sectionOf(findings: readonly Finding[]): Section {
  const [first] = findings;
  if (first === undefined) return { head: "", items: [], foot: "" };
  const { rule, metadata, level, severity } = first;
  const weight = severity === undefined ? level : `${level}, ${severity}`;
  const title = `### ${metadata?.title ?? markdownText(rule)} (${weight})`;
  const name = metadata === undefined ? markdownText(rule) : `\`${rule}\``;
  return { head: `${title}\n\n${name}, ${count(findings.length)}`, items: findings.map(itemOf), foot: footOf(first) };
}

const itemOf = ({ urn, message }: Finding): string => itemText(urn, message);

function itemText(urn: string, text: string): string {
  const where = `- **${markdownText(resourceName(urn))}** (${markdownText(resourceType(urn))})<br>`;
  return `${where}\n${wrapMarkdown(markdownText(text), "  ")}`;
}

function footOf({ metadata }: Finding): string {
  if (metadata === undefined) return "";
  const fix = wrapMarkdown(markdownText(metadata.remediationSteps), "");
  // The address has a line of its own, because it cannot be wrapped.
  const source = `${wrapMarkdown(`Rests on ${markdownText(citationText(metadata))}:`, "")}\n<${metadata.url}>`;
  return folded("How to fix", `${fix}\n\n${source}`);
}

const folded = (summary: string, text: string): string =>
  `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`;

function textOf({ head, foot }: Section, items: readonly string[]): string {
  const [shown, rest] = [items.slice(0, IN_SIGHT), items.slice(IN_SIGHT)];
  const more = rest.length === 0 ? [] : [folded(`${rest.length} more`, rest.join("\n"))];
  return [head, shown.join("\n"), ...more, ...(foot === "" ? [] : [foot])].join("\n\n");
}

/** The first items of a section that fit into this many characters, together with the text around them. */
function itemsWithin(section: Section, room: number): readonly string[] {
  let used = textOf(section, []).length + FOLD;
  const end = section.items.findIndex((item) => (used += item.length + 1) > room);
  return end < 0 ? section.items : section.items.slice(0, end);
}

/** As many findings as fit, the most important first. The last line counts the others. */
function withinLimit(head: string, sections: readonly Section[], limit: number): string {
  const shown = [head];
  let left = limit - head.length - FOLD;
  let hidden = 0;
  for (const section of sections) {
    const items = hidden > 0 ? [] : itemsWithin(section, left);
    hidden += section.items.length - items.length;
    if (items.length === 0) continue;
    const text = textOf(section, items);
    left -= text.length + 2;
    shown.push(text);
  }
  const all = sections.reduce((sum, { items }) => sum + items.length, 0);
  if (hidden > 0) shown.push(`${hidden} of ${all} findings are not shown, for want of space.`);
  return `${shown.join("\n\n")}\n`;
}
