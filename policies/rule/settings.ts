/**
 * The settings of a rule. Each setting has its JSON schema, its default and its parser in one place, so that they
 * agree. The CLI checks a configuration file against the schema.
 */

import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

export type SettingSchema = PolicyConfigJSONSchema & { readonly description: string };

export interface Setting<T> {
  readonly schema: SettingSchema;
  readonly fallback: T;
  /** The value as the rule uses it, or why the rule cannot take it. */
  parse(value: unknown): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

export type ConfigOf<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

type Parsed<T> = ReturnType<Setting<T>["parse"]>;

const refused = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });
const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** A list of some of the given values. */
export function choices<const V extends readonly string[]>(
  values: V,
  fallback: readonly V[number][],
  description: string,
): Setting<readonly string[]> {
  return {
    schema: {
      type: "array",
      description,
      items: { type: "string", enum: [...values] },
      uniqueItems: true,
      minItems: 1,
      default: [...fallback],
    },
    fallback,
    parse(value): Parsed<readonly string[]> {
      if (!isTextList(value) || value.length === 0) return refused("must be a list of at least one text");
      const wrong = value.find((item) => !values.includes(item));
      return wrong === undefined ? { ok: true, value } : refused(`holds "${wrong}"; possible are ${values.join(", ")}`);
    },
  };
}

/** One of the given values. */
export function choice<const V extends readonly string[]>(
  values: V,
  fallback: V[number],
  description: string,
): Setting<V[number]> {
  return {
    schema: { type: "string", description, enum: [...values], default: fallback },
    fallback,
    parse(value): Parsed<V[number]> {
      const chosen = values.find((one) => one === value);
      return chosen === undefined ? refused(`must be one of ${values.join(", ")}`) : { ok: true, value: chosen };
    },
  };
}

export function integer(
  range: { readonly min: number; readonly max: number },
  fallback: number,
  description: string,
): Setting<number> {
  return {
    schema: { type: "integer", description, minimum: range.min, maximum: range.max, default: fallback },
    fallback,
    parse(value): Parsed<number> {
      const fits = typeof value === "number" && Number.isInteger(value) && value >= range.min && value <= range.max;
      return fits ? { ok: true, value } : refused(`must be a whole number from ${range.min} to ${range.max}`);
    },
  };
}

export function flag(fallback: boolean, description: string): Setting<boolean> {
  return {
    schema: { type: "boolean", description, default: fallback },
    fallback,
    parse: (value): Parsed<boolean> =>
      typeof value === "boolean" ? { ok: true, value } : refused("must be true or false"),
  };
}

/** A list of texts. `problemOf` says why an item is refused, or gives undefined. The JSON schema has the pattern. */
export function texts(
  item: { readonly pattern: string; problemOf(text: string): string | undefined },
  fallback: readonly string[],
  description: string,
): Setting<readonly string[]> {
  return {
    schema: {
      type: "array",
      description,
      items: { type: "string", pattern: item.pattern },
      uniqueItems: true,
      default: [...fallback],
    },
    fallback,
    parse(value): Parsed<readonly string[]> {
      if (!isTextList(value)) return refused("must be a list of texts");
      for (const text of value) {
        const problem = item.problemOf(text);
        if (problem !== undefined) return refused(`holds "${text}", which ${problem}`);
      }
      return { ok: true, value };
    },
  };
}

/** A list of whole numbers within a range. */
export function integerList(
  range: { readonly min: number; readonly max: number },
  fallback: readonly number[],
  description: string,
): Setting<readonly number[]> {
  const one = integer(range, range.min, description);
  return {
    schema: {
      type: "array",
      description,
      items: { type: "integer", minimum: range.min, maximum: range.max },
      uniqueItems: true,
      default: [...fallback],
    },
    fallback,
    parse(value): Parsed<readonly number[]> {
      if (!Array.isArray(value)) return refused("must be a list of whole numbers");
      const numbers = value.filter((item): item is number => one.parse(item).ok);
      return numbers.length === value.length
        ? { ok: true, value: numbers }
        : refused(`must hold whole numbers from ${range.min} to ${range.max} only`);
    },
  };
}

/** Reads a rule's configuration. A setting without a value has its default; a wrong value is an error. */
export function parseSettings<S extends Settings>(
  settings: S,
  given: Readonly<Record<string, unknown>>,
  owner: string,
): ConfigOf<S> {
  const entries = Object.entries(settings).map(([name, setting]) => {
    const value = given[name];
    if (value === undefined) return [name, setting.fallback] as const;
    const parsed = setting.parse(value);
    if (!parsed.ok) throw new Error(`configuration of policy ${owner}: ${name} ${parsed.reason}`);
    return [name, parsed.value] as const;
  });
  const values = Object.fromEntries(entries);
  const problem = rangeProblem(values);
  if (problem !== undefined) throw new Error(`configuration of policy ${owner}: ${problem}`);
  // Each key of S has a value from its own setting.
  return values as ConfigOf<S>;
}

/** Settings named min and max are the ends of a range, which must not be empty. */
export function rangeProblem({ min, max }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof min !== "number" || typeof max !== "number" || min <= max) return undefined;
  return `min (${min}) is above max (${max}), so no value would be allowed`;
}
