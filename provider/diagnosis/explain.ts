import { isoTime } from "../api/iso-time";
import type { DiagnosisWire } from "../api/wire";
import { meaningOf, type Phase } from "./codes";

/** One finding of the service, explained. */
export interface Explanation {
  /** The service's code; empty where it gave none. */
  readonly code: string;
  readonly phase: Phase;
  /** What is wrong, in one sentence. */
  readonly cause: string;
  /** The value on the Alibaba side, as its daemon spells it. */
  readonly local?: string;
  /** The value that the device has or offers. */
  readonly remote?: string;
  /** The last line of the log behind the verdict. */
  readonly logLine?: string;
  /** The first thing to do. */
  readonly nextStep: string;
  /** The service's word: Critical, Warn, Normal, or one that this version does not know. The code does not imply it. */
  readonly severity?: string;
  /** Properties to look at, as a program declares them. */
  readonly look: readonly string[];
  /** When it failed, in ISO form. */
  readonly failedAt?: string;
}

/**
 * Explains a finding of DiagnoseVpnConnections. A code that is not in the published list is kept and explained in part.
 */
export function explainDiagnosis(wire: DiagnosisWire): Explanation {
  const code = text(wire.FailedReasonCode) ?? "";
  const log = text(wire.SourceLog);
  const meaning = meaningOf(code);
  // For this code the differing values are keys: neither may be shown.
  const shown = code === "PskMismatch" ? {} : { local: wire.MismatchLocalParam, remote: wire.MismatchRemoteParam };
  const failedAt = isoTime(wire.FailedTime);
  const optional = {
    local: text(shown.local),
    remote: text(shown.remote),
    logLine: lastLine(log),
    severity: text(wire.Severity),
    failedAt,
  };
  return {
    code,
    phase: (meaning?.phase === "unknown" ? undefined : meaning?.phase) ?? phaseOf(log),
    cause: meaning?.cause ?? unlisted(code, text(wire.FailedReason)),
    nextStep: meaning?.nextStep ?? UNLISTED_STEP,
    look: meaning?.look ?? [],
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

const UNLISTED_STEP =
  "Compare both ends parameter by parameter, look at the device's log, and see the service's page \"Troubleshoot IPsec-VPN connections\" for this code.";

function unlisted(code: string, reason: string | undefined): string {
  const name = code === "" ? "no code" : `the code ${code}, which this version does not know`;
  return reason === undefined ? `The service gives ${name}.` : `${sentence(reason)} (The service gives ${name}.)`;
}

/** Log texts of both families of daemons. They tell the phase where the code does not. */
const PHASE_WORDS: readonly (readonly [RegExp, Phase])[] = [
  [/waiting for phase1|phase1|phase 1|\bph1\b|IKE_SA|ISAKMP/iu, "ike"],
  [/phase2|phase 2|\bph2\b|CHILD_SA|IPsec-SA|traffic selector|TS_UNACCEPTABLE/iu, "ipsec"],
];

function phaseOf(log: string | undefined): Phase {
  return PHASE_WORDS.find(([words]) => words.test(log ?? ""))?.[1] ?? "unknown";
}

function lastLine(log: string | undefined): string | undefined {
  const lines = (log ?? "").split(/\r?\n/u).map((line) => line.trim());
  return lines.filter((line) => line !== "").at(-1);
}

const text = (value: string | undefined): string | undefined => (value === "" ? undefined : value);

const sentence = (words: string): string => (/[.!?]$/u.test(words) ? words : `${words}.`);
