/** A report for code scanning: SARIF 2.1.0. */

import { createHash } from "node:crypto";
import type { Severity } from "@pulumi/policy";
import type { Rule } from "../rule/rule";
import { standingText } from "./evidence";
import { citationText, resourceName, resourceType } from "./report";
import type { Finding, Report } from "./report";

export interface SarifOptions {
  /** The version of this package. */
  readonly version: string;
  /** The file that findings are shown at, as code scanning shows none without; a resource has no line that we know. */
  readonly artifact?: string;
}

/** The bounds of code scanning: critical from 9.0, high from 7.0, medium from 4.0. */
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

/** Stays the same while the finding does, so that code scanning recognises it. */
const fingerprint = ({ rule, urn, message }: Finding): string =>
  createHash("sha256").update([rule, urn, message].join("\n")).digest("hex");

function levelOf(finding: Finding): "error" | "warning" | "note" {
  if (finding.level === "mandatory") return "error";
  return finding.severity === "low" ? "note" : "warning";
}

/** Whether everything was judged: code scanning shows a run that was not as one with an error. */
function invocationOf({ evidence }: Report): object {
  const judged = evidence.standing === "judged";
  const notification = { level: judged ? "note" : "error", message: { text: standingText(evidence) } };
  return { executionSuccessful: judged, toolExecutionNotifications: [notification] };
}

export function renderSarif(report: Report, options: SarifOptions): string {
  const ids = [...new Set(report.findings.map(({ rule }) => rule))].sort();
  const rules = ids.map((id) => ruleDescriptor(id, report.findings.find(({ rule }) => rule === id)?.facts));
  const results = report.findings.map((finding) => ({
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
    partialFingerprints: { "pulumiPolicyFinding/v1": fingerprint(finding) },
    properties: { enforcementLevel: finding.level, resourceType: resourceType(finding.urn), policyPack: finding.pack },
  }));
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
        properties: { standing: report.evidence.standing, policyPacks: report.evidence.packs },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
