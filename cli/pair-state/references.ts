import { UsageError } from "../exit-code";
import { bagIn, partsOfUrn, urnOf, urnsIn, type StoredResource } from "./stack-export";

/** New URNs by the old ones. */
export type Renamed = ReadonlyMap<string, string>;

/**
 * The renamed resources and their children: the URN of a child has the types of its parents in it.
 * @param resources In the order of a state, in which a parent comes before its children.
 */
export function withChildren(resources: readonly StoredResource[], renamed: Renamed): Renamed {
  const all = new Map(renamed);
  for (const { urn, parent } of resources) {
    const newParent = typeof parent === "string" ? all.get(parent) : undefined;
    if (newParent === undefined || typeof parent !== "string" || all.has(urn)) continue;
    const [before, after, own] = [partsOfUrn(parent), partsOfUrn(newParent), partsOfUrn(urn)];
    const prefix = `${before.qualifiedType}$`;
    if (!own.qualifiedType.startsWith(prefix)) continue;
    const qualifiedType = `${after.qualifiedType}$${own.qualifiedType.slice(prefix.length)}`;
    all.set(urn, urnOf({ ...own, qualifiedType }));
  }
  return all;
}

/** Fields of a resource that hold one URN, and those that hold a list of them. */
const ONE = ["urn", "parent", "deletedWith", "viewOf"] as const;
const MANY = ["dependencies", "replaceWith"] as const;

/** A resource with the new URNs in place of the old ones, each once, and without a reference to itself. */
export function withNewReferences(resource: StoredResource, renamed: Renamed): StoredResource {
  const now = (urn: string): string => renamed.get(urn) ?? urn;
  const self = now(resource.urn);
  const list = (urns: unknown): readonly string[] => [...new Set(urnsIn(urns).map(now))].filter((urn) => urn !== self);
  const changed: Record<string, unknown> = {};
  for (const name of ONE) {
    const value = resource[name];
    if (typeof value === "string") changed[name] = now(value);
  }
  for (const name of MANY)
    if (resource[name] !== undefined && resource[name] !== null) changed[name] = list(resource[name]);
  if (resource["propertyDependencies"] !== undefined && resource["propertyDependencies"] !== null)
    changed["propertyDependencies"] = Object.fromEntries(
      Object.entries(bagIn(resource["propertyDependencies"])).map(([name, urns]) => [
        name,
        urns === null ? null : list(urns),
      ]),
    );
  if (typeof resource["provider"] === "string") changed["provider"] = withNewProvider(resource["provider"], now);
  return { ...resource, ...changed };
}

/** A reference to a provider is its URN, `::` and its id. */
function withNewProvider(reference: string, now: (urn: string) => string): string {
  const end = reference.lastIndexOf("::");
  return end < 0 ? reference : `${now(reference.slice(0, end))}${reference.slice(end)}`;
}

/**
 * The resources in an order in which each one comes after all that it refers to, as a state must have them. Those that
 * refer to nothing out of order stay where they are.
 * @throws UsageError if two refer to each other.
 */
export function inOrder(resources: readonly StoredResource[]): readonly StoredResource[] {
  const byUrn = new Map<string, StoredResource>();
  // Of several with one URN, the one that is not to be deleted is the one that others refer to.
  for (const each of resources) if (!byUrn.has(each.urn) || each["delete"] !== true) byUrn.set(each.urn, each);
  const placed = new Set<StoredResource>();
  const way: StoredResource[] = [];
  const ordered: StoredResource[] = [];
  const place = (resource: StoredResource): void => {
    if (placed.has(resource)) return;
    if (way.includes(resource)) throw new UsageError(circleText([...way, resource]));
    way.push(resource);
    for (const urn of referencesOf(resource)) {
      const other = byUrn.get(urn);
      if (other !== undefined && other !== resource) place(other);
    }
    way.pop();
    placed.add(resource);
    ordered.push(resource);
  };
  for (const each of resources) place(each);
  return ordered;
}

function referencesOf(resource: StoredResource): readonly string[] {
  const { parent, deletedWith, provider, dependencies, propertyDependencies } = resource;
  const one = [parent, deletedWith].filter((urn): urn is string => typeof urn === "string");
  const ofProvider = typeof provider === "string" ? [provider.slice(0, provider.lastIndexOf("::"))] : [];
  return [
    ...one,
    ...ofProvider,
    ...urnsIn(dependencies),
    ...Object.values(bagIn(propertyDependencies)).flatMap(urnsIn),
  ];
}

function circleText(way: readonly StoredResource[]): string {
  const start = way.findIndex((each) => each === way.at(-1));
  const names = way.slice(start).map(({ urn }) => partsOfUrn(urn).name);
  return (
    `a pair would depend on itself: ${names.join(" depends on ")}. ` +
    "Take the dependency out of the program, run `pulumi up`, and export the stack again"
  );
}
