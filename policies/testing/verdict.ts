/** What a rule said about the resources of a test, and what the test expects of it. */

import { AssertionError } from "node:assert";
import { inspect } from "node:util";
import type { FindingFields } from "../subjects/tunnel";

/** A violation. A rule that is written with Pulumi's own functions gives its message alone. */
export interface Found extends Partial<FindingFields> {
  readonly message: string;
  /** Name of the resource that it is about; undefined for one about the whole stack. */
  readonly resource?: string;
}

/** What a test expects of some violation. Each part that is left out may be anything. */
export interface Expected {
  /** How many violations there are in all. */
  readonly count?: number;
  readonly resource?: string;
  readonly path?: string;
  readonly value?: string;
  /** A part of the message, or a pattern that it matches. */
  readonly says?: string | RegExp;
}

export interface Verdict {
  /** False if the rule has nothing to say about the resources. */
  readonly applicable: boolean;
  readonly violations: readonly Found[];
  /** Why the rule could not judge, for each value that is not known in this preview. */
  readonly unknown: readonly string[];
  /** Properties that the rule should judge and could not. */
  readonly notJudged: readonly string[];
  /** @throws AssertionError unless the rule applies, judged everything and found nothing. */
  mustPass(): void;
  /** @throws AssertionError unless the rule found something, and what it found is as expected. */
  mustFail(expected?: Expected): void;
}

export function verdictOf(found: Omit<Verdict, "mustPass" | "mustFail">, rule: string): Verdict {
  const { applicable, violations, unknown } = found;
  const fail = (what: string, expected?: Expected): never => {
    throw new AssertionError({
      message: `${rule} ${what}\n${inspect({ applicable, violations, unknown }, { depth: 4 })}`,
      actual: violations,
      expected,
      operator: "judge",
    });
  };
  return {
    ...found,
    mustPass(): void {
      if (!applicable) fail("does not apply to these resources");
      if (violations.length > 0) fail("must find nothing, and found something");
      if (unknown.length > 0) fail("could not judge, because a value is not known");
    },
    mustFail(expected = {}): void {
      const { count, ...one } = expected;
      if (!applicable) fail("does not apply to these resources", expected);
      if (violations.length === 0) fail("must find something, and found nothing", expected);
      if (count !== undefined && violations.length !== count)
        fail(`must find ${count} violations, and found ${violations.length}`, expected);
      if (!violations.some((violation) => fits(violation, one)))
        fail(`found no violation with ${inspect(one)}`, expected);
    },
  };
}

function fits(violation: Found, { resource, path, value, says }: Omit<Expected, "count">): boolean {
  return (
    (resource === undefined || violation.resource === resource) &&
    (path === undefined || violation.path === path) &&
    (value === undefined || violation.value === value) &&
    (says === undefined || isSaid(violation, says))
  );
}

function isSaid({ message: text }: Found, says: string | RegExp): boolean {
  return typeof says === "string" ? text.includes(says) : says.test(text);
}
