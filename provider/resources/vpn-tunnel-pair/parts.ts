import { isProperties, type Properties } from "../../core/property-tree";
import { isUnknown } from "../../core/unknown";
import { OBSERVED } from "../vpn-tunnel/state/observed";
import { PSK } from "../vpn-tunnel/psk-source";
import { SECRET_PATHS } from "../vpn-tunnel/state/tunnel-state";
import { SETTING_NAMES } from "../vpn-tunnel/table/path-kinds";
import { keyNameOf, ROLES, type Role } from "./table/fields";

/**
 * A pair's declaration, taken apart into one declaration for each tunnel: what both share, with the tunnel's own values
 * over it. Everything that is known of one tunnel then holds for a tunnel of a pair.
 */

/** Names at the top of a pair that no tunnel has. */
const OF_THE_PAIR: ReadonlySet<string> = new Set([
  ...ROLES,
  ...ROLES.map(keyNameOf),
  "rollout",
  OBSERVED,
  SECRET_PATHS,
  "__resourceName",
  "__provider",
]);

/** The inputs of one tunnel, as if a program declared it by itself; empty where the pair's inputs are. */
export function partOf(pair: Properties, role: Role): Properties {
  if (Object.keys(pair).every((name) => name.startsWith("__"))) return {};
  const own = ownValues(pair[role]);
  const merged: Record<string, unknown> = { ...sharedValues(pair), role };
  for (const [name, value] of Object.entries(own)) merged[name] = over(merged[name], value);
  if (hasOwnKey(pair, role)) merged["tunnelIkeConfig"] = withoutSource(merged["tunnelIkeConfig"]);
  const { [SECRET_PATHS]: secretPaths, __resourceName: name, [OBSERVED]: observed } = pair;
  return {
    ...merged,
    ...keyOf(pair, own, role),
    ...(isProperties(observed) && observed[role] !== undefined ? { [OBSERVED]: observed[role] } : {}),
    ...(Array.isArray(secretPaths) ? { [SECRET_PATHS]: secretPathsOf(secretPaths, role) } : {}),
    ...(typeof name === "string" ? { __resourceName: `${name} ${role}` } : {}),
  };
}

/** Both tunnels' inputs. */
export const partsOf = (pair: Properties): Readonly<Record<Role, Properties>> => ({
  master: partOf(pair, "master"),
  slave: partOf(pair, "slave"),
});

const sharedValues = (pair: Properties): Properties =>
  Object.fromEntries(Object.entries(pair).filter(([name]) => !OF_THE_PAIR.has(name)));

/** A tunnel's own values; where the whole group is not known yet, neither is any setting. */
function ownValues(group: unknown): Properties {
  if (isUnknown(group)) return Object.fromEntries([...SETTING_NAMES].map((name) => [name, group]));
  return isProperties(group) ? group : {};
}

/** A value over a shared one; groups are joined, value by value. */
function over(shared: unknown, own: unknown): unknown {
  if (own === undefined || own === null) return shared;
  if (!isProperties(shared) || !isProperties(own)) return isUnknown(shared) && isProperties(own) ? shared : own;
  const names = new Set([...Object.keys(shared), ...Object.keys(own)]);
  return Object.fromEntries(
    [...names].map((name) => [name, isSource(name, own) ? own[name] : over(shared[name], own[name])]),
  );
}

/** Where a key is read from is one choice: a tunnel's own source goes before the shared one as a whole. */
const isSource = (name: string, own: Properties): boolean => name === "pskFrom" && isProperties(own[name]);

/**
 * The key that counts for a tunnel, under the name that a tunnel has for it: its own key or its own source goes before
 * the shared ones.
 */
function keyOf(pair: Properties, own: Properties, role: Role): Properties {
  const ownGroup = own["tunnelIkeConfig"];
  const hasOwnSource = isProperties(ownGroup) && isProperties(ownGroup["pskFrom"]);
  if (hasOwnKey(pair, role)) return { preSharedKey: pair[keyNameOf(role)] };
  return hasOwnSource ? { preSharedKey: undefined } : {};
}

function hasOwnKey(pair: Properties, role: Role): boolean {
  const key = pair[keyNameOf(role)];
  return key !== undefined && key !== null;
}

/** A group without the place that a key is read from, which an own key goes before. */
function withoutSource(group: unknown): unknown {
  if (!isProperties(group)) return group;
  const { pskFrom: _, ...rest } = group;
  return rest;
}

/** The paths of a pair that concern one tunnel, as that tunnel has them. */
export function secretPathsOf(paths: readonly unknown[], role: Role): readonly string[] {
  const texts = paths.filter((path): path is string => typeof path === "string");
  const found = texts.flatMap((path) => {
    const [first = ""] = path.split(".");
    if (path === role) return [...SETTING_NAMES];
    if (first === role) return [path.slice(role.length + 1)];
    return OF_THE_PAIR.has(first) ? [] : [path];
  });
  return [...new Set(found)].sort();
}

/** True for the key, and for where it is read from. */
export const isOfKey = (path: string): boolean => path === PSK || path.startsWith(`${PSK}From.`);

/** True for the key of one tunnel's own, or where that is read from. */
export const isOwnKey = (path: string, role: Role): boolean =>
  path.startsWith(`${role}.`) && isOfKey(path.slice(role.length + 1));

/**
 * The paths that a program declares of one tunnel, given those that it declares of the pair.
 * @param managed `tunnelIkeConfig.ikeEncAlg` for a shared value, `master.tunnelIkeConfig.psk` for a tunnel's own one.
 */
export function declaredOf(managed: readonly string[], role: Role): readonly string[] {
  const hasOwnKeyPath = managed.some((path) => isOwnKey(path, role));
  const counting = managed.filter((path) => !(hasOwnKeyPath && isOfKey(path)));
  return [...new Set(["role", ...secretPathsOf(counting, role)])];
}

/** The path under which the program declares a tunnel's value: its own, or the shared one. */
export function declaredPath(path: string, role: Role, isOwn: (path: string) => boolean): string {
  return isOwn(`${role}.${path}`) ? `${role}.${path}` : path;
}
