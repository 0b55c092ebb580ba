/** Many stacks in one report: who has findings, and what would stop if a rule were mandatory. */

import { markdownText } from "./outside-text";
import { stackName } from "./report";
import type { Report } from "./report";

export interface Count {
  readonly mandatory: number;
  readonly advisory: number;
  readonly exempt: number;
}

export interface RuleCount extends Count {
  readonly rule: string;
  /** The stacks that have findings of it. */
  readonly stacks: readonly string[];
  /** Those of them that an advisory level lets pass today, and that would stop if the rule were mandatory. */
  readonly wouldBreak: readonly string[];
}

export interface Overview {
  readonly rules: readonly RuleCount[];
  readonly stacks: readonly (Count & { readonly stack: string; readonly wouldBreak: readonly string[] })[];
  /** By VPN gateway; a finding whose gateway nobody recorded counts under an empty name. */
  readonly gateways: readonly (Count & { readonly gateway: string })[];
}

/** The reports of several runs as one. */
export function mergeReports(reports: readonly Report[]): Report {
  const statuses = reports.map(({ evidence }) => evidence.status);
  const packs = new Map<string, Report["evidence"]["packs"][number]>();
  for (const { name, version, judged } of reports.flatMap(({ evidence }) => evidence.packs)) {
    const key = `${name} ${version}`;
    const before = packs.get(key);
    const sum = before === undefined ? judged : add(before.judged, judged);
    packs.set(key, { name, version, judged: sum });
  }
  return {
    evidence: { status: statuses.find((one) => one !== "judged") ?? "judged", packs: [...packs.values()] },
    findings: once(reports.flatMap(({ findings }) => findings)),
    exempt: once(reports.flatMap(({ exempt }) => exempt)),
    passed: reports.flatMap(({ passed }) => passed),
  };
}

const add = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one + other;

/** A fingerprint holds the stack, so equal ones are of two runs of one stack. */
const once = <F extends { readonly fingerprint: string }>(findings: readonly F[]): readonly F[] => [
  ...new Map(findings.map((one) => [one.fingerprint, one])).values(),
];

export function overviewOf(report: Report): Overview {
  const stackOf = ({ urn }: { readonly urn: string }): string => stackName(urn);
  const by = groupsOf(report);
  return {
    rules: by(({ rule }) => rule).map(([rule, group]) => ({
      rule,
      ...countOf(group),
      stacks: different(group.findings.map(stackOf)),
      wouldBreak: different(group.findings.filter(({ level }) => level === "advisory").map(stackOf)),
    })),
    stacks: by(stackOf).map(([stack, group]) => ({
      stack,
      ...countOf(group),
      wouldBreak: different(group.findings.filter(({ level }) => level === "advisory").map(({ rule }) => rule)),
    })),
    gateways: by(({ gateway }) => gateway ?? "").map(([gateway, group]) => ({ gateway, ...countOf(group) })),
  };
}

type Group = Pick<Report, "findings" | "exempt">;

/** Findings by a key, those with the most first. */
function groupsOf({ findings, exempt }: Report) {
  return (key: (finding: Report["findings"][number]) => string): readonly (readonly [string, Group])[] => {
    const keys = different([...findings, ...exempt].map(key));
    const groups = keys.map((name) => {
      const mine = (one: Report["findings"][number]): boolean => key(one) === name;
      return [name, { findings: findings.filter(mine), exempt: exempt.filter(mine) }] as const;
    });
    return groups.sort(([, one], [, other]) => other.findings.length - one.findings.length);
  };
}

function countOf({ findings, exempt }: Group): Count {
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  return { mandatory, advisory: findings.length - mandatory, exempt: exempt.length };
}

const different = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** The rows of a table that are in sight. */
const ROWS = 50;

export function overviewMarkdown({ rules, stacks, gateways }: Overview): string {
  const named = (list: readonly string[]): string =>
    `${list.length}${list.length === 0 ? "" : ` (${list.slice(0, 3).map(markdownText).join(", ")}${list.length > 3 ? ", …" : ""})`}`;
  return [
    tableOf(
      ["Rule", "Stacks", "Would break if mandatory"],
      rules.map(({ rule, stacks: found, wouldBreak, ...count }) => [[rule, named(found), named(wouldBreak)], count]),
    ),
    tableOf(
      ["Stack", "Rules that would break it if mandatory"],
      stacks.map(({ stack, wouldBreak, ...count }) => [[markdownText(stack), `${wouldBreak.length}`], count]),
    ),
    tableOf(
      ["VPN gateway"],
      gateways.map(({ gateway, ...count }) => [[gateway === "" ? "not recorded" : markdownText(gateway)], count]),
    ),
  ].join("\n\n");
}

function tableOf(
  heads: readonly string[],
  rows: readonly (readonly [cells: readonly string[], count: Count])[],
): string {
  const [first = "", ...others] = heads;
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const head = [first, "Mandatory", "Advisory", "Exempt", ...others];
  const body = rows
    .slice(0, ROWS)
    .map(([[name = "", ...rest], { mandatory, advisory, exempt }]) =>
      line([name, mandatory, advisory, exempt, ...rest]),
    );
  const more = rows.length > ROWS ? [`\n${rows.length - ROWS} more are not shown, for want of space.`] : [];
  return [line(head), line(head.map(() => "---")), ...body, ...more].join("\n");
}
