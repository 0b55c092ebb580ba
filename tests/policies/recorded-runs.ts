/** Runs with a record: the events that the CLI prints of them, and what the packs recorded. */

import type { RecordedFinding } from "../../policies/assembly/finding-record";
import { readRecord, readReport } from "../../policies/report";
import { ikeEncryption, ikeVersion } from "../../policies/rules";
import { VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";

export const urnOf = (name: string, stack = "prod"): string => `urn:pulumi:${stack}::net::${VPN_TUNNEL_TYPE}::${name}`;
export const EXEMPTION = {
  resource: "legacy-*",
  value: "3des",
  owner: "net team",
  ticket: "NET-7",
  reason: "it is replaced & sold",
  until: "2026-08-30",
};

export const finding = (changes: Partial<RecordedFinding> = {}): RecordedFinding => ({
  record: "finding",
  rule: ikeEncryption.name,
  pack: "alicloud-vpn",
  level: "mandatory",
  urn: urnOf("hq"),
  gateway: "vpn-1",
  path: "tunnelIkeConfig.ikeEncAlg",
  value: "des",
  allowed: "aes",
  origin: "declared",
  message: 'hq: tunnelIkeConfig.ikeEncAlg is "des"; allowed: "aes".',
  ...changes,
});

const DESCRIPTIONS = new Map<string, string>(
  [ikeEncryption, ikeVersion].map(({ name, description }) => [name, description]),
);

/** The events and the record of one run. */
export function runOf(findings: readonly RecordedFinding[]) {
  const packs = [...new Set(["alicloud-vpn", ...findings.map(({ pack = "" }) => pack)])];
  const violations = findings
    .filter(({ exemption }) => exemption === undefined)
    .map(({ rule, pack, level, urn, message }) => ({
      policyEvent: {
        resourceUrn: urn,
        message: `${DESCRIPTIONS.get(rule)}\n${message}\n`,
        policyName: rule,
        policyPackName: pack,
        enforcementLevel: level,
      },
    }));
  const result = violations.some(({ policyEvent }) => policyEvent.enforcementLevel === "mandatory")
    ? "failed"
    : "succeeded";
  const summary = { PolicyPacks: Object.fromEntries(packs.map((name) => [name, "1.0.0"])), result };
  const events = [...violations, { summaryEvent: summary }].map((event, sequence) =>
    JSON.stringify({ sequence, ...event }),
  );
  const lines = [{ record: "pack", time: "2026-06-15T12:00:00Z" }, ...findings].map((line) => JSON.stringify(line));
  return { events: events.join("\n"), record: lines.join("\n") };
}

export function reportOf(...findings: readonly RecordedFinding[]) {
  const { events, record } = runOf(findings);
  return readReport(events, readRecord(record));
}

export const exemptOne = finding({
  urn: urnOf("legacy-1"),
  value: "3des",
  message: 'legacy-1: ikeEncAlg is "3des"',
  exemption: EXEMPTION,
});
