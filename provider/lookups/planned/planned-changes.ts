import type { PlannedChanges, PlannedSettings } from "../../../peer";
import { PeerConfigError } from "../../../peer";
import type { ConnectionWire } from "../../api/wire";
import { fieldsOf } from "../../core/field";
import { isProperties, valueOn, type Properties } from "../../core/property-tree";
import { isAmong } from "../../core/secret";
import { PSK } from "../../resources/vpn-tunnel/psk-source";
import { vpnTunnelTable } from "../../resources/vpn-tunnel/table/fields";
import type { Plan, PlannedResource } from "./plan-file";
import { plannedValue, type PlannedValue } from "./planned-value";

/** What a plan does to the tunnels of one connection. */
export interface ConnectionPlan {
  /** The planned settings by tunnel id. */
  readonly changes: PlannedChanges;
  /** Tunnels that get another key, or may get one, while the file does not hold the key. */
  readonly needsKey: readonly string[];
  /** What the file says about the connection and the changes do not hold, as sentences. */
  readonly remarks: readonly string[];
}

/**
 * The part of a plan that concerns a connection.
 * @throws PeerConfigError that names a value which the file does not hold.
 */
export function planFor(plan: Plan, live: ConnectionWire): ConnectionPlan {
  const id = live.VpnConnectionId;
  const concerns = (inputs: Properties): PlannedValue => plannedValue(inputs["vpnConnectionId"]);
  const isOurs = (inputs: Properties): boolean => {
    const value = concerns(inputs);
    return "known" in value && value.known === id;
  };
  const tunnels = plan.resources.filter(({ inputs }) => isOurs(inputs)).flatMap((each) => tunnelsOf(each, live));
  return {
    changes: Object.fromEntries(tunnels.map(({ tunnelId, settings }) => [tunnelId, settings])),
    needsKey: tunnels.filter(({ needsKey }) => needsKey).map(({ tunnelId }) => tunnelId),
    remarks: [
      ...plan.resources.flatMap(({ name, inputs }) => {
        const value = concerns(inputs);
        return "hidden" in value
          ? [`vpnConnectionId of ${name} is ${value.hidden} in the plan: if it is ${id}, its values are missing here.`]
          : [];
      }),
      ...plan.deleted
        .filter(({ inputs }) => isOurs(inputs) && inputs["onDestroy"] === "restore")
        .map(
          ({ name }) => `The plan deletes ${name}, which then restores what it found: its values are not in a plan.`,
        ),
    ],
  };
}

interface PlannedTunnel {
  readonly tunnelId: string;
  readonly settings: PlannedSettings;
  readonly needsKey: boolean;
}

/** One declaration of a tunnel: where its values stand, and where else, if they stand there too. */
interface Declaration {
  readonly resource: PlannedResource;
  readonly tunnelId: string;
  /** The places of a setting in the inputs; the first one that has the setting counts. */
  readonly prefixes: readonly (readonly string[])[];
  /** The names under which the key is stored, the tunnel's own first. */
  readonly keys: readonly string[];
}

function tunnelsOf(resource: PlannedResource, live: ConnectionWire): readonly PlannedTunnel[] {
  if (resource.kind === "tunnel")
    return [plannedTunnel({ resource, tunnelId: idOfTunnel(resource, live), prefixes: [[]], keys: ["preSharedKey"] })];
  return (["master", "slave"] as const).map((role) =>
    plannedTunnel({
      resource,
      tunnelId: idByRole(resource, live, role, valueOn(resource.inputs, ["observed", role, "tunnelId"])),
      prefixes: [[role], []],
      keys: [`${role}PreSharedKey`, "preSharedKey"],
    }),
  );
}

function idOfTunnel(resource: PlannedResource, live: ConnectionWire): string {
  const { inputs } = resource;
  const [tunnelId, role] = [plannedValue(inputs["tunnelId"]), plannedValue(inputs["role"])];
  for (const [property, value] of [
    ["tunnelId", tunnelId],
    ["role", role],
  ] as const)
    if ("hidden" in value) throw notHeld(property, resource, value.hidden);
  if ("known" in tunnelId) return String(tunnelId.known);
  const wanted = "known" in role ? String(role.known) : "";
  return idByRole(resource, live, wanted, valueOn(inputs, ["observed", "tunnelId"]));
}

/** The tunnel that has the role now. If the service gives a role to two tunnels, the preview's observation decides. */
function idByRole({ name }: PlannedResource, live: ConnectionWire, role: string, observed: unknown): string {
  const ids = live.TunnelOptionsSpecification.filter(({ Role }) => Role === role).map(({ TunnelId }) => TunnelId ?? "");
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  if (typeof observed === "string" && (ids.length === 0 || ids.includes(observed))) return observed;
  throw new PeerConfigError({
    property: "role",
    reason: `of ${name} is ${role}, which ${ids.length === 0 ? "no tunnel has" : `these tunnels have: ${ids.join(", ")}`}`,
  });
}

const SETTINGS = fieldsOf(vpnTunnelTable, "setting").filter(({ secret }) => secret !== true);

function plannedTunnel(declaration: Declaration): PlannedTunnel {
  const { resource, tunnelId } = declaration;
  const settings = SETTINGS.flatMap(({ path }) => {
    const { place, value } = declared(declaration, path);
    if ("known" in value) return [[path, value.known] as const];
    // A value that stays as it is need not be known: the live one holds.
    if ("hidden" in value && changes(resource, place)) throw notHeld(path, resource, value.hidden, tunnelId);
    return [];
  });
  const key = plannedKey(declaration);
  return {
    tunnelId,
    settings: { ...Object.fromEntries(settings), ...("known" in key ? { [PSK]: key.known } : {}) },
    needsKey: "hidden" in key,
  };
}

/** A setting of the tunnel: its own value, or the one that it shares. */
function declared(
  { resource: { inputs }, prefixes }: Declaration,
  path: string,
): { readonly place: string; readonly value: PlannedValue } {
  for (const prefix of prefixes) {
    const way = [...prefix, ...path.split(".")];
    const value = plannedValue(groupOrValue(inputs, way));
    if (!("absent" in value)) return { place: way.join("."), value };
  }
  return { place: path, value: { absent: true } };
}

/** What stands at the end of a way. A group on the way that is hidden as a whole stands for all in it. */
function groupOrValue(inputs: Properties, way: readonly string[]): unknown {
  let here: unknown = inputs;
  for (const part of way) {
    if (!isProperties(here) || "hidden" in plannedValue(here)) return here;
    here = here[part];
  }
  return here;
}

/** The key: from the file, hidden if another one is planned and is not in the file, absent if it stays. */
function plannedKey({ resource, prefixes, keys }: Declaration): PlannedValue {
  const { inputs, changed } = resource;
  for (const [index, name] of keys.entries()) {
    const value = plannedValue(inputs[name]);
    if ("known" in value) return value;
    if ("hidden" in value) return changes(resource, name) ? value : { absent: true };
    const source = [...(prefixes[index] ?? []), "tunnelIkeConfig", "pskFrom"];
    // The key behind a source can change without any change in the inputs.
    if (valueOn(inputs, source) !== undefined)
      return changed === "all" || changed.length > 0 ? { hidden: "secret" } : { absent: true };
  }
  return { absent: true };
}

const changes = ({ changed }: PlannedResource, path: string): boolean =>
  changed === "all" || isAmong(changed, path) || changed.some((each) => each.startsWith(`${path}.`));

function notHeld(property: string, { name }: PlannedResource, why: string, tunnelId?: string): PeerConfigError {
  return new PeerConfigError({
    property,
    reason: `(resource ${name}) is ${why} in the plan, so nobody can write it down before the change`,
    ...(tunnelId === undefined ? {} : { tunnelId }),
  });
}

/** Refuses a plan whose keys nobody gave. */
export function refuseMissingKeys(
  { needsKey }: ConnectionPlan,
  given: Readonly<Record<string, string>>,
  tunnelIds: readonly string[] | undefined,
): void {
  const missing = needsKey.filter((id) => given[id] === undefined && (tunnelIds?.includes(id) ?? true));
  if (missing.length > 0)
    throw new PeerConfigError({
      property: PSK,
      tunnelId: missing.join(" and "),
      reason:
        "is planned to change, and a plan never shows a key: give the new one with --keys-file, " +
        'a JSON file such as {"tun-...": "key"}',
    });
}
