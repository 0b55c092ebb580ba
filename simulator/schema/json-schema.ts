/** JSON schemas (draft 2020-12) of what the simulator reads: topologies, faults, access keys, bodies of requests. */

export type Scalar = string | number | boolean;

export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly default?: Scalar;
  readonly enum?: readonly Scalar[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Not of the standard: `minimum` and `maximum` hold for a number that is written as a text, too. */
  readonly rangeOfText?: readonly [from: number, to: number];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly if?: JsonSchema;
  readonly else?: JsonSchema;
}

/** A schema for each member of T, so that a member that is added to the type is not forgotten in the schema. */
export type Properties<T> = { readonly [K in keyof T]-?: JsonSchema };

export const anything: JsonSchema = {};

export const text = (pattern?: string): JsonSchema => ({
  type: "string",
  ...(pattern === undefined ? {} : { pattern }),
});

/** true or false; answers of the API have them as texts in some places. */
export const flag: JsonSchema = { enum: [true, false, "true", "false"] };

/** A whole number, or its text, as answers of the API have it in some places. */
export const whole = (from: number, to: number): JsonSchema => ({
  type: ["integer", "string"],
  minimum: from,
  maximum: to,
  pattern: "^\\d{1,15}$",
  rangeOfText: [from, to],
});

export const oneOf = (values: readonly string[]): JsonSchema => ({ enum: values });

export const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });

/** An object whose keys are ids. */
export const mapOf = (values: JsonSchema): JsonSchema => ({ type: "object", additionalProperties: values });

/**
 * An object with the members of T and no others.
 *
 * @param more Members that are allowed beside those of T: what an answer of the API has and nobody here reads.
 */
export function object<T extends object>(
  properties: Properties<T>,
  required: readonly (keyof T & string)[] = [],
  more: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return { type: "object", properties: { ...properties, ...more }, required, additionalProperties: false };
}

/** The same schema with a name for what it describes. */
export const titled = (title: string, schema: JsonSchema): JsonSchema => ({ title, ...schema });

/** The same schema with a sentence that says what the value means. */
export const described = (description: string, schema: JsonSchema): JsonSchema => ({ ...schema, description });

/**
 * The value with the texts of numbers and of true and false replaced by what they mean; the same object if it has none.
 */
export function withoutTexts(value: unknown, schema: JsonSchema): unknown {
  if (typeof value === "string") return scalarOf(value, schema);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return value;
    const read = value.map((one) => withoutTexts(one, items));
    return read.some((one, index) => one !== value[index]) ? read : value;
  }
  return isRecord(value) ? membersWithoutTexts(value, schema) : value;
}

type JsonRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is JsonRecord => typeof value === "object" && value !== null;

function membersWithoutTexts(value: JsonRecord, schema: JsonSchema): JsonRecord {
  let copy: Record<string, unknown> | undefined;
  // Large topologies are read like this: no list of entries is made.
  for (const name in value) {
    const member = value[name];
    const read = withoutTexts(member, memberOf(schema, name));
    if (read !== member) copy = { ...(copy ?? value), [name]: read };
  }
  return copy ?? value;
}

function memberOf({ properties, additionalProperties, else: otherwise }: JsonSchema, name: string): JsonSchema {
  const known = properties?.[name];
  if (known === anything) return otherwise?.properties?.[name] ?? anything;
  return known ?? (typeof additionalProperties === "object" ? additionalProperties : anything);
}

function scalarOf(value: string, { enum: values, rangeOfText }: JsonSchema): Scalar {
  if (rangeOfText !== undefined) return Number(value);
  return values?.includes(true) ? value === "true" : value;
}
