import { fieldsOf, type FieldTable } from "../../core/field";
import { valueAt, type Properties } from "../../core/property-tree";
import type { DiffResult } from "../../resources/resource";

/** How a property differs. */
export interface PropertyDifference {
  readonly kind: "add" | "delete" | "update";
  readonly isReplacing: boolean;
  /** True where the stored inputs differ; false where only what is in force does. */
  readonly isInInputs: boolean;
}

/** What the engine gives a comparison, without marks. */
export interface Compared {
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly newInputs: Properties;
}

/** Each property that differs, by its path, so that a preview shows it and nothing around it. */
export function detailedDiff(
  { differing, replaces }: Pick<DiffResult, "differing" | "replaces">,
  bags: Compared,
): ReadonlyMap<string, PropertyDifference> {
  return new Map(
    differing.map((path) => [path, { ...differenceAt(path, bags), isReplacing: replaces.includes(path) }]),
  );
}

function differenceAt(
  path: string,
  { oldInputs, oldOutputs, newInputs }: Compared,
): Pick<PropertyDifference, "kind" | "isInInputs"> {
  const before = valueAt(oldInputs, path);
  const inForce = valueAt(oldOutputs, path);
  const now = valueAt(newInputs, path);
  // A path that is declared no more, or never was, such as a region that moved with the configuration.
  if (now === undefined) return { kind: "delete", isInInputs: before !== undefined };
  if (before !== undefined) return { kind: "update", isInInputs: !isSame(before, now) };
  // It was not declared: the preview shows the value in force beside the declared one where the two differ.
  return inForce === undefined || isSame(inForce, now)
    ? { kind: "add", isInInputs: true }
    : { kind: "update", isInInputs: false };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Outputs that no update of the resource changes. */
export const stableOutputs = (table: FieldTable, { replaces }: Pick<DiffResult, "replaces">): readonly string[] =>
  replaces.length > 0 ? [] : fieldsOf(table, "identity").map(({ path }) => path);
