import { isProperties, type Properties } from "../../provider/core/property-tree";
import { UsageError } from "../exit-code";

/** A resource in an exported stack. Fields that this version does not know stay as they are. */
export type StoredResource = Properties & { readonly urn: string; readonly type: string };

/** What `pulumi stack export` writes. */
export interface StackExport {
  readonly whole: Properties;
  readonly deployment: Properties;
  readonly resources: readonly StoredResource[];
}

/** Versions of the format in which resources have the fields that are used here. */
const VERSIONS: readonly unknown[] = [3, 4];

/**
 * The export of a stack at rest.
 * @throws UsageError if the data is none, or if the stack is in the middle of an operation.
 */
export function stackExportIn(data: unknown): StackExport {
  if (!isProperties(data) || !isProperties(data["deployment"]))
    throw new UsageError("this is no exported stack: pass what `pulumi stack export` writes");
  const { version, deployment } = data;
  if (!VERSIONS.includes(version))
    throw new UsageError(`the export has format ${JSON.stringify(version)}; this version knows ${VERSIONS.join(", ")}`);
  const { pending_operations: pending, resources = [] } = deployment;
  if (Array.isArray(pending) && pending.length > 0)
    throw new UsageError(
      `the stack has ${pending.length} pending operations, of which the end is not known: ` +
        "run `pulumi refresh` first, and export the stack again",
    );
  if (!Array.isArray(resources) || !resources.every(isStoredResource))
    throw new UsageError("this is no exported stack: its resources have no URN or no type");
  return { whole: data, deployment, resources };
}

/** The export with other resources. */
export const withResources = (stack: StackExport, resources: readonly StoredResource[]): Properties => ({
  ...stack.whole,
  deployment: { ...stack.deployment, resources },
});

const isStoredResource = (value: unknown): value is StoredResource =>
  isProperties(value) && typeof value["urn"] === "string" && typeof value["type"] === "string";

/** The parts of a URN: `urn:pulumi:<stack>::<project>::<qualified type>::<name>`. */
export interface UrnParts {
  readonly stack: string;
  /** The types of the parents and of the resource, joined by `$`. */
  readonly qualifiedType: string;
  readonly name: string;
}

export function partsOfUrn(urn: string): UrnParts {
  const [stack = "", project = "", qualifiedType = "", ...name] = urn.split("::");
  return { stack: `${stack}::${project}`, qualifiedType, name: name.join("::") };
}

export const urnOf = ({ stack, qualifiedType, name }: UrnParts): string => `${stack}::${qualifiedType}::${name}`;

/** The texts in a list; empty for anything else. */
export const urnsIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : [];

/** The property bag under a name; empty where there is none. */
export const bagIn = (value: unknown): Properties => (isProperties(value) ? value : {});

/** True for the same JSON, in whatever order its names stand. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, index) => isSameJson(each, other[index]));
  if (!isProperties(one) || !isProperties(other)) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSameJson(one[name], other[name]));
}
