import type { Values } from "../../core/field";
import { isProperties, nest, pick, type Properties } from "../../core/property-tree";
import type { Observation } from "./observation";
import { isReported, isSecret, isSetting } from "./path-kinds";

/**
 * What is seen of a tunnel, as one JSON text. Pulumi's own work grows with the number of properties, at every step of a
 * resource and with each state that it writes; its CLI shows the differences inside of such a text all the same. Never a
 * secret: a text cannot be secret in parts.
 */

/** Where the tunnel belongs. */
const connectionOf = ({ connection }: Observation): Record<string, unknown> => ({
  connectionName: connection.name,
  ...(connection.vpnGatewayId === undefined ? {} : { vpnGatewayId: connection.vpnGatewayId }),
  localSubnets: connection.localSubnets,
  remoteSubnets: connection.remoteSubnets,
});

/**
 * The read-only input `observed`, which policies judge: where the tunnel belongs, and the settings in force on it.
 * @param isDeclared True for a path that the program declares: that is judged as declared.
 */
export function observedText(seen: Observation, isDeclared: (path: string) => boolean): string {
  const settings = pick(seen.values, (path) => isSetting(path) && !isSecret(path) && !isDeclared(path));
  return JSON.stringify({ ...connectionOf(seen), tunnelId: seen.tunnelId, role: seen.role, ...nest(settings) });
}

/**
 * The output `live`: which tunnel it is, where it belongs, and all that is reported of it; the program's outputs are read
 * out of it.
 * @param kept What is remembered beside that.
 */
export function liveText(seen: Observation, region: string, kept: Properties): string {
  return JSON.stringify({
    vpnConnectionId: seen.connection.id,
    tunnelId: seen.tunnelId,
    role: seen.role,
    regionId: region,
    ...connectionOf(seen),
    ...nest(pick(seen.values, isReported)),
    kept,
  });
}

/** The bag in a text of either kind; empty where there is none, as in states of 0.1.0. */
export function bagIn(text: unknown): Properties {
  const bag: unknown = typeof text === "string" ? JSON.parse(text) : text;
  return isProperties(bag) ? bag : {};
}

/** True where a stored bag says that the tunnel belongs where it is seen now. */
export function belongsAsBefore(live: Properties, { connection }: Observation): boolean {
  return (
    live["connectionName"] === connection.name &&
    live["vpnGatewayId"] === connection.vpnGatewayId &&
    isSameList(live["localSubnets"], connection.localSubnets) &&
    isSameList(live["remoteSubnets"], connection.remoteSubnets)
  );
}

const isSameList = (stored: unknown, seen: readonly string[]): boolean =>
  Array.isArray(stored) && stored.length === seen.length && seen.every((each, index) => stored[index] === each);

/**
 * True where something moved that the program does not declare. What it declares is judged as declared, so it is no
 * reason to rewrite `observed`, which would then show in every preview beside the change itself.
 */
export function differsUndeclared(before: unknown, now: string, declared: Values): boolean {
  const rest = (observed: unknown): string => JSON.stringify(undeclaredIn(bagIn(observed), declared));
  return rest(before) !== rest(now);
}

/** What is left of an observed bag, in the order of its names. */
function undeclaredIn(bag: unknown, declared: Values, prefix = ""): unknown {
  if (!isProperties(bag)) return bag;
  const entries = Object.entries(bag)
    .filter(([name]) => !(prefix + name in declared))
    .map(([name, value]): [string, unknown] => [name, undeclaredIn(value, declared, `${prefix}${name}.`)])
    // A group of which everything is declared is not there in what was observed later.
    .filter(([, value]) => !isProperties(value) || Object.keys(value).length > 0);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
