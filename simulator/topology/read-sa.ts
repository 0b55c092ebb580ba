import type { SaState, Finding } from "../model/entities";
import { isDiagnosisCode } from "../model/diagnosis-table";
import type { Fields } from "../schema/fields";

export const saStatuses = [
  "ike_sa_not_established",
  "ike_sa_established",
  "ipsec_sa_not_established",
  "ipsec_sa_established",
] as const;

const LATEST = Number.MAX_SAFE_INTEGER;

/**
 * The associations of a link. `Sa` is what an export writes. Otherwise a Status that is given holds until the next
 * negotiation, and without one the first reader finds out what a negotiation gives.
 */
export function readSa(fields: Fields, now: number): SaState {
  // The reference answers an empty text where nothing is known.
  const status = fields.raw("Status") === "" ? undefined : fields.oneOf("Status", saStatuses);
  const sa = fields.object("Sa");
  if (!sa) {
    return status === undefined
      ? { Status: "ike_sa_not_established", at: now, dueAt: now }
      : { Status: status, at: now };
  }
  const state: SaState = {
    Status: sa.oneOf("Status", saStatuses) ?? "ike_sa_not_established",
    at: sa.integer("at", 0, LATEST) ?? now,
  };
  for (const name of ["dueAt", "waitsForTrafficFrom", "failsAt"] as const) {
    const time = sa.integer(name, 0, LATEST);
    if (time !== undefined) state[name] = time;
  }
  if (sa.boolean("hadTraffic")) state.hadTraffic = true;
  const finding = readFinding(sa.object("finding"));
  if (finding) state.finding = finding;
  sa.done();
  return state;
}

function readFinding(fields: Fields | undefined): Finding | undefined {
  if (!fields) return undefined;
  const code = fields.requiredText("code");
  const local = fields.text("local");
  const remote = fields.text("remote");
  const log = fields.text("log");
  const phase = fields.integer("phase", 1, 2) === 2 ? 2 : 1;
  const [warning, atRekey] = [fields.boolean("warning"), fields.boolean("atRekey")];
  fields.done();
  if (!isDiagnosisCode(code)) {
    fields.problem(`code: no such code as ${code}`);
    return undefined;
  }
  return {
    code,
    phase,
    ...(local === undefined ? {} : { local }),
    ...(remote === undefined ? {} : { remote }),
    ...(log === undefined ? {} : { log }),
    ...(warning ? { warning } : {}),
    ...(atRekey ? { atRekey } : {}),
  };
}
