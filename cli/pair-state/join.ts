import { ROLES, type Role } from "../../provider/resources/vpn-tunnel-pair/table/fields";
import { isProperties } from "../../provider/core/property-tree";
import { commonName } from "../pair-name";
import {
  differingInputs,
  managedPaths,
  pairHandler,
  pairInputs,
  pairOutputsOf,
  pairPropertyDependencies,
  type StoredTunnels,
} from "./pair-resource";
import { inOrder, withChildren, withNewReferences } from "./references";
import { bagIn, isSameJson, partsOfUrn, urnOf, urnsIn, type StoredResource } from "./stack-export";

export const TUNNEL_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";
export const PAIR_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnelPair";

/** Two tunnels that became a pair. */
export interface Joined {
  readonly vpnConnectionId: string;
  readonly name: string;
  /** The names of the tunnels. */
  readonly from: Readonly<Record<Role, string>>;
  /** What the program has to declare, by path. */
  readonly managed: readonly string[];
}

/** A connection whose tunnels stay as they are. */
export interface Left {
  readonly vpnConnectionId: string;
  readonly names: readonly string[];
  readonly reason: string;
}

export interface JoinedState {
  readonly resources: readonly StoredResource[];
  readonly joined: readonly Joined[];
  readonly left: readonly Left[];
}

/**
 * The resources of a state with a VpnTunnelPair in place of every two VpnTunnels of one connection.
 * @param names Names of pairs by their connection, where the common part of the tunnels' names will not do.
 * @throws UsageError if a pair would depend on itself.
 */
export function joinTunnels(resources: readonly StoredResource[], names: ReadonlyMap<string, string>): JoinedState {
  const joined: Joined[] = [];
  const left: Left[] = [];
  const pairs = new Map<StoredResource, StoredResource>();
  const renamed = new Map<string, string>();
  const taken = new Set(resources.map(({ urn }) => urn));
  for (const [vpnConnectionId, tunnels] of tunnelsByConnection(resources)) {
    const found = pairOf(vpnConnectionId, tunnels, names.get(vpnConnectionId), taken);
    if (typeof found === "string") {
      left.push({ vpnConnectionId, names: tunnels.map(nameOf), reason: found });
      continue;
    }
    const { resource, name, of } = found;
    taken.add(resource.urn);
    for (const each of tunnels) renamed.set(each.urn, resource.urn);
    const [first = of.master] = tunnels;
    pairs.set(first, resource);
    const from = { master: nameOf(of.master), slave: nameOf(of.slave) };
    joined.push({ vpnConnectionId, name, from, managed: managedPaths(of) });
  }
  const all = withChildren(resources, renamed);
  const kept = resources.flatMap((each) => pairs.get(each) ?? (renamed.has(each.urn) ? [] : [each]));
  return { resources: inOrder(kept.map((each) => withNewReferences(each, all))), joined, left };
}

const nameOf = ({ urn }: StoredResource): string => partsOfUrn(urn).name;

/** The tunnels of each connection, those too that are no part of a pair. */
function tunnelsByConnection(resources: readonly StoredResource[]): ReadonlyMap<string, readonly StoredResource[]> {
  const found = new Map<string, StoredResource[]>();
  for (const resource of resources) {
    if (resource.type !== TUNNEL_TYPE) continue;
    const [vpnConnectionId = ""] = String(resource["id"]).split(":");
    found.set(vpnConnectionId, [...(found.get(vpnConnectionId) ?? []), resource]);
  }
  return found;
}

/** A pair in place of the tunnels, or the reason why they stay. */
function pairOf(
  vpnConnectionId: string,
  tunnels: readonly StoredResource[],
  chosen: string | undefined,
  taken: ReadonlySet<string>,
): { readonly resource: StoredResource; readonly name: string; readonly of: StoredTunnels } | string {
  const problem = tunnels.map(problemOf).find((each) => each !== undefined);
  if (problem !== undefined) return problem;
  if (tunnels.length === 1) return "the other tunnel is not in this stack";
  const [master, slave] = ROLES.map((role) => tunnels.find((each) => bagIn(each["outputs"])["role"] === role));
  if (master === undefined || slave === undefined || tunnels.length !== 2)
    return `these ${tunnels.length} resources are not one master and one slave`;
  const of: StoredTunnels = { master, slave };
  const different = differenceIn(of);
  if (different !== undefined) return different;
  const name = chosen ?? commonName(nameOf(master), nameOf(slave));
  const choose = `choose a name with --name ${vpnConnectionId}=NAME`;
  if (name === undefined) return `their names have nothing in common: ${choose}`;
  const resource = resourceOf(vpnConnectionId, of, name);
  if (resource === undefined) return `another version of the package stored them: run \`pulumi up\` first`;
  return taken.has(resource.urn) ? `${name} is the name of another pair already: ${choose}` : { resource, name, of };
}

/** Why a stored tunnel cannot be part of a pair now. */
function problemOf(tunnel: StoredResource): string | undefined {
  const name = nameOf(tunnel);
  if (tunnel["delete"] === true || tunnel["pendingReplacement"] === true)
    return `${name} is in the middle of a replacement: run \`pulumi up\` first`;
  if (tunnel["external"] === true) return `${name} was only looked up`;
  if (Array.isArray(tunnel["initErrors"]) && tunnel["initErrors"].length > 0)
    return `the last change of ${name} failed: run \`pulumi up\` first`;
  const { __bookkeeping: bookkeeping, managed } = bagIn(tunnel["outputs"]);
  if (!isProperties(bookkeeping) || !("version" in bookkeeping) || !Array.isArray(managed))
    return `an earlier version of the package stored ${name}: run \`pulumi refresh\` first`;
  return undefined;
}

/** What tells two tunnels of one connection apart that must be the same in both. */
function differenceIn(tunnels: StoredTunnels): string | undefined {
  const { master, slave } = tunnels;
  const fields = ["parent", "provider", "deletedWith"].filter((field) => !isSameJson(master[field], slave[field]));
  const isOtherRegion = !isSameJson(bagIn(master["outputs"])["regionId"], bagIn(slave["outputs"])["regionId"]);
  const all = [...fields, ...(isOtherRegion ? ["regionId"] : []), ...differingInputs(tunnels)];
  return all.length === 0
    ? undefined
    : `they differ in ${[...new Set(all)].join(", ")}: make both the same, run \`pulumi up\`, and export again`;
}

/** Fields of a resource that are put together from both tunnels. All others are kept if both have the same. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  "urn",
  "id",
  "type",
  "aliases",
  "importID",
  "sourcePosition",
  "stackTrace",
]);

/** The pair's resource; undefined if the handler's text is of another kind. */
function resourceOf(vpnConnectionId: string, tunnels: StoredTunnels, name: string): StoredResource | undefined {
  const { master, slave } = tunnels;
  const handler = pairHandler(bagIn(master["inputs"])["__provider"]);
  if (handler === undefined || pairHandler(bagIn(slave["inputs"])["__provider"]) !== handler) return undefined;
  const same = Object.entries(master).filter(
    ([field, value]) => !OWN_FIELDS.has(field) && isSameJson(value, slave[field]),
  );
  const parts = partsOfUrn(master.urn);
  const qualifiedType = `${parts.qualifiedType.slice(0, -TUNNEL_TYPE.length)}${PAIR_TYPE}`;
  const times = (field: string): readonly string[] => urnsIn([master[field], slave[field]]).toSorted();
  const isEither = (field: string): object =>
    master[field] === true || slave[field] === true ? { [field]: true } : {};
  const [created, modified] = [times("created")[0], times("modified").at(-1)];
  const { sourcePosition } = master;
  return {
    ...Object.fromEntries(same),
    urn: urnOf({ ...parts, qualifiedType, name }),
    type: PAIR_TYPE,
    id: vpnConnectionId,
    inputs: pairInputs(tunnels, handler),
    outputs: pairOutputsOf(tunnels, handler),
    dependencies: [...new Set([master, slave].flatMap((each) => urnsIn(each["dependencies"])))],
    propertyDependencies: pairPropertyDependencies(tunnels),
    additionalSecretOutputs: ["masterPreSharedKey", "slavePreSharedKey"],
    ...isEither("protect"),
    ...isEither("retainOnDelete"),
    ...(sourcePosition === undefined ? {} : { sourcePosition }),
    ...(created === undefined ? {} : { created }),
    ...(modified === undefined ? {} : { modified }),
  };
}
