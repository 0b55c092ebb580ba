/** A report for people: a comment on a pull request. */

import { citationText, resourceName, resourceType, summaryText } from "./report";
import type { Finding, Report } from "./report";

/** Text of a program or a cloud inside Markdown: shown as it is, whatever it holds. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]#]/g, String.raw`\$&`);
}

const ruleCell = ({ rule, facts }: Finding): string =>
  facts === undefined ? escape(rule) : `${facts.title}<br>\`${rule}\``;

const whyCell = ({ facts }: Finding): string => (facts === undefined ? "-" : `[${citationText(facts)}](${facts.url})`);

const fixCell = ({ facts }: Finding): string => facts?.remediationSteps ?? "-";

/** Not aligned: a comment has a largest size, and nobody reads its source. */
const table = (rows: readonly (readonly string[])[]): string => {
  const line = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
};

/** A comment on GitHub holds 65536 characters. */
const LIMIT = 60_000;

function withinLimit(heading: string, sections: readonly string[], limit: number): string {
  const shown: string[] = [];
  let length = heading.length + 1;
  for (const section of sections) {
    length += section.length + 2;
    if (length > limit) break;
    shown.push(section);
  }
  const hidden = sections.length - shown.length;
  const rest = hidden === 0 ? [] : [`${hidden} more of ${sections.length} resources are not shown, for want of space.`];
  return `${[heading, ...shown, ...rest].join("\n\n")}\n`;
}

export function renderMarkdown(report: Report, options: { readonly limit?: number } = {}): string {
  const urns = [...new Set(report.findings.map(({ urn }) => urn))];
  const sections = urns.map((urn) => {
    const rows = report.findings
      .filter((finding) => finding.urn === urn)
      .map((finding) => [
        finding.level === "mandatory" ? "**mandatory**" : "advisory",
        finding.severity ?? "-",
        ruleCell(finding),
        escape(finding.message),
        fixCell(finding),
        whyCell(finding),
      ]);
    const head = ["Level", "Severity", "Rule", "Finding", "How to fix", "Rests on"];
    return `### ${escape(resourceName(urn))} (${escape(resourceType(urn))})\n\n${table([head, ...rows])}`;
  });
  return withinLimit(`## VPN policies: ${summaryText(report)}`, sections, options.limit ?? LIMIT);
}
