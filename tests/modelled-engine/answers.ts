// How Pulumi's engine reads a provider's answers, for tests that ask the provider without the engine.
import type { Properties } from "../../provider/core/property-tree";
import { withoutMarks } from "../../provider/core/secret";

/** A property bag as the engine hands it on: undefined values are gone, and secrets are plain to a provider. */
export const received = (bag: Properties): Properties => Object(withoutMarks(JSON.parse(JSON.stringify(bag))));

/** True where the engine updates a resource: the provider says so, or says nothing and the inputs differ. */
export const isUpdated = (changes: boolean | undefined, before: Properties, now: Properties): boolean =>
  changes ?? JSON.stringify(sorted(before)) !== JSON.stringify(sorted(now));

/** The same value with all names in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/** A problem that check found. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/**
 * Failures of a check by property. The provider names the property in the text alone, because the engine prints the
 * value of a property that it is told.
 */
export const byProperty = (failures: readonly Failure[]): readonly Failure[] =>
  failures.map(({ property, reason }) => {
    if (property !== "") throw new Error(`the engine would print the value of ${property}`);
    const [name = "", ...words] = reason.split(" ");
    return { property: name, reason: words.join(" ") };
  });
