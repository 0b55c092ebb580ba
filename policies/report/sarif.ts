/** A report for code scanning: SARIF 2.1.0. */

import type { Severity } from "@pulumi/policy";
import type { Rule } from "../rule/rule";
import { statusText } from "./evidence";
import { citationText, resourceName, resourceType } from "./report";
import type { Report } from "./report";
import type { Exemption } from "../assembly/exemption";
import type { Finding, NamedFinding } from "./finding";

export interface SarifOptions {
  /** The version of this package. */
  readonly version: string;
  /** The file at which code scanning shows the findings: it needs one, and we do not know a resource's own. */
  readonly artifact?: string;
}

/** Code scanning takes 9.0 and more for critical, 7.0 for high, 4.0 for medium. */
const SCORES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.5" };

function ruleDescriptor(id: string, rule: Rule | undefined): object {
  if (rule === undefined) return { id };
  const help = `${rule.remediationSteps} ${citationText(rule)}: ${rule.framework.specification}`;
  return {
    id,
    name: rule.title,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    help: {
      text: help,
      markdown: `${rule.remediationSteps}\n\n[${citationText(rule)}](${rule.url}): ${rule.framework.specification}`,
    },
    helpUri: rule.url,
    properties: { tags: ["security", "ipsec", "alicloud", rule.group], "security-severity": SCORES[rule.severity] },
  };
}

function levelOf(finding: Finding): "error" | "warning" | "note" {
  if (finding.level === "mandatory") return "error";
  return finding.severity === "low" ? "note" : "warning";
}

/** Code scanning shows a run that was not judged to its end as one with an error. */
function invocationOf({ evidence }: Report): object {
  const judged = evidence.status === "judged";
  const notification = { level: judged ? "note" : "error", message: { text: statusText(evidence) } };
  return { executionSuccessful: judged, toolExecutionNotifications: [notification] };
}

/** Somebody outside the program accepted the finding. */
const suppressionOf = ({ reason, owner, ticket, until, resource, value }: Exemption): object => ({
  kind: "external",
  status: "accepted",
  justification: reason,
  properties: { until, owner, ticket, resource, value },
});

export function renderSarif(report: Report, options: SarifOptions): string {
  const all = [...report.findings, ...report.exempt];
  const ids = [...new Set(all.map(({ rule }) => rule))].sort();
  const rules = ids.map((id) => ruleDescriptor(id, all.find(({ rule }) => rule === id)?.metadata));
  const resultOf = (finding: NamedFinding): object => ({
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: levelOf(finding),
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: options.artifact ?? "Pulumi.yaml" },
          region: { startLine: 1 },
        },
        logicalLocations: [{ name: resourceName(finding.urn), fullyQualifiedName: finding.urn, kind: "resource" }],
      },
    ],
    partialFingerprints: { "pulumiPolicyFinding/v2": finding.fingerprint },
    ...(report.gone === undefined ? {} : { baselineState: finding.isKnown ? "unchanged" : "new" }),
    properties: {
      enforcementLevel: finding.level,
      resourceType: resourceType(finding.urn),
      policyPacks: finding.packs,
      gateway: finding.gateway,
      ...finding.fields,
    },
  });
  const results = [
    ...report.findings.map(resultOf),
    ...report.exempt.map((finding) => ({ ...resultOf(finding), suppressions: [suppressionOf(finding.exemption)] })),
  ];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "pulumi-alicloud-vpn", version: options.version, semanticVersion: options.version, rules },
          extensions: report.evidence.packs.map(({ name, version }) => ({ name, version })),
        },
        invocations: [invocationOf(report)],
        // The name of an earlier release, which readers of these files may look for.
        properties: { standing: report.evidence.status, policyPacks: report.evidence.packs },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
