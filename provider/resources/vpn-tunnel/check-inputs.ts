import { adoption } from "../../core/adoption";
import { check, type Checked } from "../../core/check";
import { fieldsOf, type Failure } from "../../core/field";
import type { Properties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { guardAdoption } from "./guards";
import type { Observation, TunnelSelector } from "./observation";
import { observedInput } from "./stored";
import { TunnelError } from "./tunnel-error";

/** Looks a live tunnel up; throws where it cannot. */
export type Observer = (selector: TunnelSelector) => Promise<Observation>;

/** Judged inputs, and what there is to say about them. */
export interface CheckedInputs {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
  /** What adoption will do to the live tunnel; one line. */
  readonly report?: string;
}

const OBSERVED = "observed";

/**
 * Judges the inputs of a tunnel and completes them with `observed`.
 * A resource that is not stored yet is compared with its live tunnel. One that is stored is looked up again only when
 * what it declares has changed: a preview without changes asks the API for nothing.
 */
export async function checkInputs(olds: Properties, news: Properties, observer: Observer): Promise<CheckedInputs> {
  const checked = check(vpnTunnelTable, news);
  if (checked.failures.length > 0) return { inputs: news, failures: checked.failures };

  const before = olds[OBSERVED];
  const carried = before === undefined ? news : { ...news, [OBSERVED]: before };
  const isNew = Object.keys(olds).every((key) => key.startsWith("__"));
  if (!isNew && before !== undefined && declaresTheSame(olds, checked)) return { inputs: carried, failures: [] };

  const selector = selectorOf(checked);
  if (selector === undefined) return { inputs: carried, failures: [] };
  try {
    const observation = await observer(selector);
    if (isNew && checked.values["onAdopt"] === "verify") guardAdoption(checked.values, observation);
    const observed = observedInput(observation);
    return {
      inputs: { ...news, [OBSERVED]: isNew || differsUndeclared(before, observed, checked) ? observed : before },
      failures: [],
      ...(isNew ? { report: adoptionReport(checked, observation) } : {}),
    };
  } catch (error) {
    // A tunnel that cannot be is a mistake in the program; whatever merely keeps us from looking is not.
    if (error instanceof TunnelError) return { inputs: carried, failures: [failureOf(error, selector)] };
    const reason = error instanceof Error ? error.message : String(error);
    const report = `${title(selector)}: could not be compared with the live tunnel: ${reason}`;
    return { inputs: carried, failures: [], ...(isNew ? { report } : {}) };
  }
}

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

/**
 * True where something moved that the program does not declare. What it declares is judged as declared, so it is no
 * reason to rewrite `observed`, which would then show in every preview beside the change itself.
 */
function differsUndeclared(before: unknown, now: Properties, declared: Checked): boolean {
  const settled = (bag: unknown, prefix = ""): unknown =>
    typeof bag === "object" && bag !== null && !Array.isArray(bag)
      ? Object.fromEntries(
          Object.entries(bag)
            .filter(([name]) => !(prefix + name in declared.values))
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, value]) => [name, settled(value, `${prefix}${name}.`)]),
        )
      : bag;
  return JSON.stringify(settled(before)) !== JSON.stringify(settled(now));
}

function adoptionReport(checked: Checked, observation: Observation): string {
  const plan = adoption(vpnTunnelTable, checked.values, checked.unknown, observation.values);
  const who = `${observation.connection.id} ${observation.role} (${observation.tunnelId})`;
  const rest = [
    plan.same > 0 ? `${plan.same} already as declared` : "",
    plan.unknown > 0 ? `${plan.unknown} not known yet` : "",
  ].filter((part) => part !== "");
  if (plan.changes.length === 0)
    return `${who}: adopting the live tunnel changes nothing on it${rest.length > 0 ? ` (${rest.join(", ")})` : ""}`;
  return `${who}: adopting changes the LIVE tunnel: ${plan.changes.join(", ")}${rest.length > 0 ? `; ${rest.join(", ")}` : ""}`;
}

const title = (selector: TunnelSelector): string =>
  `${selector.vpnConnectionId} ${selector.tunnelId ?? selector.role ?? ""}`.trim();

function failureOf(error: TunnelError, selector: TunnelSelector): Failure {
  const tunnelProperty = selector.tunnelId === undefined ? "role" : "tunnelId";
  const property =
    error.problem === "no such tunnel" ? tunnelProperty : error.problem === "refused" ? "onAdopt" : "vpnConnectionId";
  return { property, reason: error.message };
}
