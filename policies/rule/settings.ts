/**
 * What a rule can be configured with. One setting gives its JSON schema (the CLI checks a configuration file against
 * it), its default, and the reading of a value: three things that would otherwise drift apart.
 */

import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

export type SettingSchema = PolicyConfigJSONSchema & { readonly description: string };

export interface Setting<T> {
  readonly schema: SettingSchema;
  readonly fallback: T;
  /** The value as the rule uses it, or why it cannot be one. */
  parse(value: unknown): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

export type ConfigOf<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

type Parsed<T> = ReturnType<Setting<T>["parse"]>;

const no = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });
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
      if (!isTextList(value) || value.length === 0) return no("must be a list of at least one text");
      const wrong = value.find((item) => !values.includes(item));
      return wrong === undefined ? { ok: true, value } : no(`holds "${wrong}"; possible are ${values.join(", ")}`);
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
      const known = values.find((one) => one === value);
      return known === undefined ? no(`must be one of ${values.join(", ")}`) : { ok: true, value: known };
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
      return fits ? { ok: true, value } : no(`must be a whole number from ${range.min} to ${range.max}`);
    },
  };
}

export function flag(fallback: boolean, description: string): Setting<boolean> {
  return {
    schema: { type: "boolean", description, default: fallback },
    fallback,
    parse: (value): Parsed<boolean> => (typeof value === "boolean" ? { ok: true, value } : no("must be true or false")),
  };
}

/** A list of texts, each of which `check` accepts (undefined) or refuses (why). The pattern is for the JSON schema. */
export function texts(
  rule: { readonly pattern: string; check(item: string): string | undefined },
  fallback: readonly string[],
  description: string,
): Setting<readonly string[]> {
  return {
    schema: {
      type: "array",
      description,
      items: { type: "string", pattern: rule.pattern },
      uniqueItems: true,
      default: [...fallback],
    },
    fallback,
    parse(value): Parsed<readonly string[]> {
      if (!isTextList(value)) return no("must be a list of texts");
      for (const item of value) {
        const reason = rule.check(item);
        if (reason !== undefined) return no(`holds "${item}", which ${reason}`);
      }
      return { ok: true, value };
    },
  };
}

/** Reads a rule's configuration; what is not given has its default. A wrong value is an error, never a default. */
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
  // Every key of S has just been filled with what its own setting gave.
  return Object.fromEntries(entries) as ConfigOf<S>;
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
      if (!Array.isArray(value)) return no("must be a list of whole numbers");
      const numbers = value.filter((item): item is number => one.parse(item).ok);
      return numbers.length === value.length
        ? { ok: true, value: numbers }
        : no(`must hold whole numbers from ${range.min} to ${range.max} only`);
    },
  };
}
