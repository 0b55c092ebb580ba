import { adoption } from "../../core/adoption";
import { check, type Checked } from "../../core/check";
import { delta, type Delta } from "../../core/delta";
import { fieldsOf, type Failure, type Values } from "../../core/field";
import { flatten, pick, type Properties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { resourceId } from "../vpn-tunnel.identities";
import { guardAdoption, guardBgp, guardKey, guardReversal, reversalIn } from "./guards";
import type { Observation, TunnelSelector } from "./observation";
import { differsUndeclared, observedText } from "./observed";
import { isSetting } from "./path-kinds";
import { keyIn, PSK, referredKey, type KeyRead, type PskSource } from "./psk-source";
import { TunnelError } from "./tunnel-error";

/** What judging needs from outside. */
export interface Lookout {
  /** Looks a live tunnel up; throws where it cannot. */
  observe(selector: TunnelSelector): Promise<Observation>;
  /** Reads a key that the program refers to. */
  readKey(source: PskSource): Promise<KeyRead>;
}

/** Judged inputs, and what there is to say about them. */
export interface CheckedInputs {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
  /** Id of the tunnel that a new resource will adopt, where it was found. */
  readonly adopts?: string;
  /** What adoption will do to the live tunnel, and what cannot be judged here; one line each. */
  readonly notes: readonly string[];
  /** That adoption will do nothing to it, in a line: of interest where there are few of them. */
  readonly remark?: string;
}

const OBSERVED = "observed";

/**
 * Judges the inputs of a tunnel and completes them with `observed`.
 * A resource that is not stored yet is compared with its live tunnel. One that is stored is looked up again only when
 * what it declares has changed: a preview without changes asks the API for nothing.
 */
export async function checkInputs(olds: Properties, news: Properties, lookout: Lookout): Promise<CheckedInputs> {
  const judged = check(vpnTunnelTable, news);
  const { checked, failures, notes } = await withReferredKey(judged, lookout);
  if (failures.length > 0) return { inputs: news, failures, notes };

  const before = olds[OBSERVED];
  const carried = before === undefined ? news : { ...news, [OBSERVED]: before };
  const isNew = Object.keys(olds).every((key) => key.startsWith("__"));
  if (!isNew && before !== undefined && declaresTheSame(olds, judged)) return { inputs: carried, failures: [], notes };

  const selector = selectorOf(checked);
  if (selector === undefined) return { inputs: carried, failures: [], notes };
  try {
    const observation = await lookout.observe(selector);
    const assumed = before === undefined ? {} : keyIn(flatten(vpnTunnelTable, olds));
    const change = delta(vpnTunnelTable, pick(checked.values, isSetting), observation.values, assumed);
    if (isNew) guardNew(checked.values, observation, change);
    const refusal = refusalAhead(checked, change, observation, notes.length > 0);
    const report = isNew ? adoptionReport(checked, observation) : undefined;
    const observed = observedText(observation, (path) => path in checked.values);
    return {
      inputs: { ...news, [OBSERVED]: isNew || differsUndeclared(before, observed, checked.values) ? observed : before },
      failures: [],
      notes: [...(report?.isUnchanged === false ? [report.line] : []), ...notes, ...refusal],
      ...(report?.isUnchanged ? { remark: report.line } : {}),
      ...(isNew ? { adopts: resourceId(observation.connection.id, observation.tunnelId) } : {}),
    };
  } catch (error) {
    // A tunnel that cannot be is a mistake in the program; whatever merely keeps us from looking is not.
    if (error instanceof TunnelError) return { inputs: carried, failures: [failureOf(error, selector)], notes };
    const reason = error instanceof Error ? error.message : String(error);
    const note = `${nameIn(judged)}: could not be compared with the live tunnel: ${reason}`;
    return { inputs: carried, failures: [], notes: isNew ? [note, ...notes] : notes };
  }
}

/**
 * What `up` would refuse as the tunnel is now, in a line: by then another resource of the program may have seen to it.
 * @param isKeyMissing True where a key is referred to that cannot be read here.
 */
function refusalAhead(
  checked: Checked,
  change: Delta,
  observation: Observation,
  isKeyMissing: boolean,
): readonly string[] {
  try {
    if (!isKeyMissing && !checked.unknown.has(PSK)) guardKey(change);
    guardBgp(change, observation);
    return [];
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error;
    return [`${nameIn(checked)}: as the tunnel is now, up would refuse this: ${error.message}`];
  }
}

/** What would be refused when the tunnel is adopted is refused in the preview. */
function guardNew(declared: Values, observation: Observation, change: Delta): void {
  if (declared["onAdopt"] === "verify") guardAdoption(declared, observation);
  else guardReversal(change, observation.values, reversalIn(declared, {}));
}

/** The declaration with the key that it refers to, which is compared like a declared one and kept nowhere. */
async function withReferredKey(
  judged: Checked,
  lookout: Lookout,
): Promise<{ checked: Checked; failures: readonly Failure[]; notes: readonly string[] }> {
  const { failures, values } = judged;
  const asDeclared = { checked: judged, failures, notes: [] };
  if (failures.length > 0) return asDeclared;
  const read = await referredKey(values, { read: (source) => lookout.readKey(source) });
  if (read === undefined) return asDeclared;
  if ("invalid" in read)
    return { ...asDeclared, failures: [{ property: "tunnelIkeConfig.pskFrom", reason: read.invalid }] };
  if ("key" in read) return { ...asDeclared, checked: { ...judged, values: { ...values, [PSK]: read.key } } };
  const note = `${nameIn(judged)}: tunnelIkeConfig.pskFrom: ${read.missing}; whether the key changes cannot be told here`;
  return { ...asDeclared, notes: [note] };
}

/** A tunnel as the program names it. */
const nameIn = ({ values }: Checked): string =>
  `${values["vpnConnectionId"] ?? "(not known yet)"} ${values["tunnelId"] ?? values["role"] ?? ""}`.trim();

function selectorOf(checked: Checked): TunnelSelector | undefined {
  const { vpnConnectionId, tunnelId, role } = checked.values;
  // With an account that is not known yet we would look in another one, and find no such tunnel there.
  const unknown = fieldsOf(vpnTunnelTable, "identity", "option").some((field) => checked.unknown.has(field.path));
  if (unknown || typeof vpnConnectionId !== "string") return undefined;
  return {
    vpnConnectionId,
    ...(typeof tunnelId === "string" ? { tunnelId } : {}),
    ...(typeof role === "string" ? { role } : {}),
  };
}

function declaresTheSame(olds: Properties, now: Checked): boolean {
  if (now.unknown.size > 0) return false;
  const { [OBSERVED]: _, ...declaredBefore } = olds;
  const before = check(vpnTunnelTable, declaredBefore).values;
  const paths = new Set([...Object.keys(before), ...Object.keys(now.values)]);
  return [...paths].every((path) => before[path] === now.values[path]);
}

function adoptionReport(
  checked: Checked,
  observation: Observation,
): { readonly line: string; readonly isUnchanged: boolean } {
  const plan = adoption(vpnTunnelTable, checked.values, checked.unknown, observation.values);
  const who = `${observation.connection.id} ${observation.role} (${observation.tunnelId})`;
  const rest = [
    plan.same > 0 ? `${plan.same} already as declared` : "",
    plan.unknown > 0 ? `${plan.unknown} not known yet` : "",
  ].filter((part) => part !== "");
  const isUnchanged = plan.changes.length === 0;
  const line = isUnchanged
    ? `${who}: adopting the live tunnel changes nothing on it${rest.length > 0 ? ` (${rest.join(", ")})` : ""}`
    : `${who}: adopting changes the LIVE tunnel: ${plan.changes.join(", ")}${rest.length > 0 ? `; ${rest.join(", ")}` : ""}`;
  // What is not known yet may change something.
  return { line, isUnchanged: isUnchanged && plan.unknown === 0 };
}

function failureOf(error: TunnelError, selector: TunnelSelector): Failure {
  const tunnelProperty = selector.tunnelId === undefined ? "role" : "tunnelId";
  const property = error.property ?? (error.problem === "no such tunnel" ? tunnelProperty : "vpnConnectionId");
  return { property, reason: error.message };
}
