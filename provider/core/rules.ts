import type { Scalar } from "./scalar";

/**
 * What values one property accepts, said once for the check, the error text, the argument type, the reference and the
 * table tests.
 */
export interface Rule {
  readonly type: "string" | "integer" | "boolean";
  /** The accepted values in words, to follow "must be". */
  readonly allowed: string;
  /** All accepted values, where they can be listed. */
  readonly literals?: readonly string[];
  accepts(value: unknown): value is Scalar;
  /** Why a value is refused, where `allowed` alone would not tell; never contains the value. */
  reason?(value: unknown): string | undefined;
  /** True where two spellings are one value for the API. */
  same(a: Scalar, b: Scalar): boolean;
  /** Sample values for documentation and table tests. */
  readonly accepted: readonly Scalar[];
  readonly refused: readonly unknown[];
}

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const identical = (a: Scalar, b: Scalar): boolean => a === b;

/** One of a closed list of words. */
export function oneOf(literals: readonly [string, ...string[]]): Rule {
  return {
    type: "string",
    allowed: `one of ${literals.join(", ")}`,
    literals,
    accepts: (value): value is Scalar => literals.some((literal) => literal === value),
    same: identical,
    accepted: literals,
    refused: ["", literals[0].toUpperCase(), `${literals[0]} `, 1, true, {}],
  };
}

/** A whole number in a closed range. */
export function integer(min: number, max: number, unit = ""): Rule {
  return {
    type: "integer",
    allowed: `a whole number from ${min} to ${max}${unit && ` ${unit}`}`,
    accepts: (value): value is Scalar => isInteger(value) && value >= min && value <= max,
    same: identical,
    accepted: [min, max],
    refused: [min - 1, max + 1, min + 0.5, String(max), true, Number.NaN],
  };
}

/** True or false. */
export function flag(): Rule {
  return {
    type: "boolean",
    allowed: "true or false",
    accepts: (value): value is Scalar => typeof value === "boolean",
    same: identical,
    accepted: [true, false],
    refused: ["true", 1, 0, ""],
  };
}

/** What a text rule needs to say beside its check. */
export interface TextSamples {
  readonly accepted: readonly string[];
  readonly refused: readonly unknown[];
  /** Where the API treats several spellings as one value. */
  readonly canonical?: (text: string) => string;
}

/** A text that a function judges: it answers with what is wrong ("must …"), never quoting a secret. */
export function text(allowed: string, problem: (value: string) => string | undefined, samples: TextSamples): Rule {
  const canonical = samples.canonical;
  return {
    type: "string",
    allowed,
    accepts: (value): value is Scalar => typeof value === "string" && problem(value) === undefined,
    reason: (value) => (typeof value === "string" ? problem(value) : undefined),
    same: canonical ? (a, b) => canonical(String(a)) === canonical(String(b)) : identical,
    accepted: samples.accepted,
    refused: [...samples.refused, 7, false, []],
  };
}

/** Any text: for outputs, whose values the API decides. */
export function anyText(): Rule {
  return {
    type: "string",
    allowed: "text",
    accepts: (value): value is Scalar => typeof value === "string",
    same: identical,
    accepted: ["x"],
    refused: [1],
  };
}

/** Why a value is refused and what is allowed, in words that never quote the value; undefined where it is accepted. */
export function problemOf(rule: Rule, value: unknown): string | undefined {
  return rule.accepts(value) ? undefined : refusalOf(rule, value);
}

/** The same for a value that is known to be refused. */
export function refusalOf(rule: Rule, value: unknown): string {
  const reason = rule.reason?.(value);
  return reason === undefined ? `must be ${rule.allowed}` : `${reason}; allowed: ${rule.allowed}`;
}
