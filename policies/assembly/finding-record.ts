/**
 * A record of findings for programs. The engine's events carry a message and no fields, and say nothing about findings
 * that are exempt. So the packs also append each finding to the file that ALICLOUD_VPN_POLICY_RECORD names: one JSON
 * object a line. Several packs of one run share the file.
 */

import { appendFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { Rule, Violation } from "../rule/rule";
import { vpnGatewayOf } from "../subjects/vpn-gateway";
import { isRecord } from "../subjects/reading";
import type { Origin } from "../subjects/tunnel";
import type { Exemption } from "./exemption";
import { PackError } from "./pack-error";

export const RECORD_VARIABLE = "ALICLOUD_VPN_POLICY_RECORD";

/** A line of the file. It never holds a key: messages have none, and a finding about a key has no value. */
export interface RecordedFinding {
  readonly record: "finding";
  readonly rule: string;
  /** The pack's name, where `createPack` was given it. */
  readonly pack?: string;
  /** The level that the pack has for the rule. A configuration file may give another one, which no rule is told. */
  readonly level: "mandatory" | "advisory";
  readonly urn: string;
  /** The VPN gateway of the resource, where it is known. */
  readonly gateway?: string;
  readonly path: string;
  readonly value?: string;
  readonly allowed?: string;
  readonly origin?: Origin;
  readonly message: string;
  /** The exemption that set the finding aside; undefined for a finding that counts. */
  readonly exemption?: Exemption;
}

/** The first line of each pack in the file, also of one without findings. */
export interface RecordedPack {
  readonly record: "pack";
  readonly pack?: string;
  /** When the pack was loaded, in ISO 8601. */
  readonly time: string;
}

export interface FindingRecord {
  append(findings: readonly RecordedFinding[]): void;
}

/** Opens the record that the environment asks for; undefined where it asks for none. */
export function openRecord(
  environment: Readonly<Record<string, string | undefined>>,
  pack: string | undefined,
  now: () => Date,
): FindingRecord | undefined {
  const file = environment[RECORD_VARIABLE];
  if (file === undefined || file === "") return undefined;
  // Pulumi runs a pack in the pack's own folder, where nobody would look for the file.
  if (!isAbsolute(file))
    throw new PackError(`${RECORD_VARIABLE} must be an absolute path; given: ${JSON.stringify(file)}`);
  const write = (lines: readonly object[]): void => {
    try {
      // One write for all lines, so that the lines of packs that run at once do not mix.
      appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    } catch (error) {
      const code = isRecord(error) && typeof error["code"] === "string" ? error["code"] : "unknown error";
      throw new PackError(`${RECORD_VARIABLE}: cannot write ${file} (${code})`);
    }
  };
  const opened: RecordedPack = { record: "pack", ...(pack === undefined ? {} : { pack }), time: now().toISOString() };
  write([opened]);
  return {
    append(findings) {
      if (findings.length > 0)
        write(findings.map((finding) => ({ ...finding, ...(pack === undefined ? {} : { pack }) })));
    },
  };
}

export function recordedFinding(
  rule: Rule,
  level: RecordedFinding["level"],
  { resource, message, path, value, allowed, origin }: Violation,
  exemption?: Exemption,
): RecordedFinding {
  const gateway = vpnGatewayOf(resource);
  return {
    record: "finding",
    rule: rule.name,
    level,
    urn: resource.urn,
    ...(gateway === undefined ? {} : { gateway }),
    path,
    ...(value === undefined ? {} : { value }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(origin === undefined ? {} : { origin }),
    message,
    ...(exemption === undefined ? {} : { exemption }),
  };
}
