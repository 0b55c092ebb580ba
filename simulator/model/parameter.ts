import type { ApiError } from "../api/error";
import { type Parse, boolean, integer, oneOf as oneOfTexts } from "../api/values";
import type { Random } from "../random";
import {
  type JsonSchema,
  type Properties,
  type Scalar,
  described,
  flag as flagSchema,
  oneOf,
  text as textSchema,
  whole,
} from "../schema/json-schema";

/** Everything that depends on the type of a parameter. */
export interface ValueType<T> {
  /** Reads the text of a request; throws the API's error. */
  readonly parse: Parse<T>;
  /** The values that a topology may have. */
  readonly schema: JsonSchema;
  /** The values of a change behind a client's back: any of the type, so that the client meets odd ones. */
  readonly looseSchema: JsonSchema;
  /** The value of JSON that `schema` accepts. */
  read(json: Scalar): T;
  /** The value at the top level of a dual-tunnel connection. */
  readonly empty: T;
}

/** The answers that show a tunnel's parameters under their own names. */
export type ParameterAnswer = "DescribeVpnConnections" | "DescribeVpnConnection" | "ModifyTunnelAttribute";

/** The values that a default may depend on. */
export interface DefaultSource {
  /** Of the tunnel. */
  readonly internetIp: string;
  /** Of the customer gateway. */
  readonly peerIp: string;
  readonly tunnelCidr: string;
  readonly random: Random;
}

/** The facts in a row of the table of tunnel parameters, beside the type of the value. */
export interface ParameterFacts {
  /** The operation and the row of its reference that this row transcribes. */
  readonly source: string;
  /** That row's own words. */
  readonly says?: string;
  readonly doc: string;
  /** A tunnel may be without it: answers then leave it out, or have "" in the mode `unsetTunnelFields`. */
  readonly optional?: true;
  /** In a topology, an empty text means that the answer it was pasted from withheld the value. */
  readonly emptyMeansAbsent?: true;
  /** The mode `psk` says how answers show it, and the journal masks it. */
  readonly secret?: true;
  /** The answers that have it; absent: all three. The mode `tunnelValues` says how numbers and booleans are written. */
  readonly answers?: readonly ParameterAnswer[];
  /** Its name in DownloadVpnConnectionConfig; absent: that operation does not have it. */
  readonly download?: string;
  /** A single-tunnel connection has no such field. */
  readonly onlyInTunnels?: true;
}

/** One row of the table of tunnel parameters. */
export interface Parameter<T> extends ParameterFacts {
  readonly type: ValueType<T>;
  /** The value that the API gives if it is left out; absent: none. */
  readonly default?: T;
  /** The same, if it depends on other values of the tunnel. */
  readonly defaultFrom?: (from: DefaultSource) => T;
}

export type AnyParameter = Parameter<string> | Parameter<number> | Parameter<boolean>;

/** The rows of one block; its values are a V. */
export type Rows<V> = { readonly [K in keyof V]-?: Parameter<Exclude<V[K], undefined>> };

type ValueOf<P> = P extends { readonly type: ValueType<infer T> } ? T : never;
type Optional<R> = { [K in keyof R]: R[K] extends { readonly optional: true } ? K : never }[keyof R];

/** The values of a block, by its rows. */
export type Values<R> = { -readonly [K in Exclude<keyof R, Optional<R>>]: ValueOf<R[K]> } & {
  -readonly [K in Optional<R>]?: ValueOf<R[K]>;
};

const LARGEST = 4294967295;

export const flag: ValueType<boolean> = {
  parse: boolean,
  schema: flagSchema,
  looseSchema: flagSchema,
  read: (json) => json === true || json === "true",
  empty: false,
};

export const choice = (values: readonly string[], refusal?: (path: string) => ApiError): ValueType<string> => ({
  parse: oneOfTexts(values, refusal),
  schema: oneOf(values),
  looseSchema: textSchema(),
  read: String,
  empty: "",
});

export const wholeNumber = (from: number, to: number, refusal?: (path: string) => ApiError): ValueType<number> => ({
  parse: integer(from, to, refusal),
  schema: whole(from, to),
  looseSchema: whole(0, LARGEST),
  read: Number,
  empty: 0,
});

/** A text with a rule of its own; `pattern` is the part of the rule that a topology has to keep. */
export const text = (parse: Parse<string>, pattern?: string): ValueType<string> => ({
  parse,
  schema: textSchema(pattern),
  looseSchema: textSchema(),
  read: String,
  empty: "",
});

const names = new WeakMap<object, readonly string[]>();

/** The names of a block's parameters, in the order of the table; the list is made once. */
export function namesOf<V extends object>(rows: Rows<V>): readonly (keyof V & string)[] {
  const known = names.get(rows) as readonly (keyof V & string)[] | undefined;
  if (known) return known;
  const found: (keyof V & string)[] = [];
  for (const name in rows) found.push(name);
  names.set(rows, found);
  return found;
}

/** The given values, and the defaults of those that are not given. */
export function withDefaults<V extends object>(rows: Rows<V>, given: Partial<V>, from: DefaultSource): V {
  // In the order of the table, so that all objects of a block have one layout in memory.
  const values: Partial<V> = {};
  for (const name of namesOf(rows)) {
    const { [name]: row } = rows;
    const value = given[name] ?? row.default ?? row.defaultFrom?.(from);
    if (value !== undefined) values[name] = value;
  }
  return values as V;
}

/** The values of one block in JSON that the rows' schemas accept. */
export function valuesIn<V extends object>(rows: Rows<V>, json: { readonly [K in keyof V]?: Scalar }): Partial<V> {
  const values: Partial<V> = {};
  for (const name of namesOf(rows)) {
    const given: Scalar | undefined = json[name];
    const { type, emptyMeansAbsent } = rows[name];
    if (given !== undefined && !(emptyMeansAbsent && given === "")) values[name] = type.read(given);
  }
  return values;
}

/** The schemas of a block's parameters in a topology, in a tunnel or in a single-tunnel connection. */
export function schemasOf<V extends object>(rows: Rows<V>, place: "tunnel" | "single" = "tunnel"): Properties<V> {
  const schemas: Partial<Record<keyof V, JsonSchema>> = {};
  for (const name of namesOf(rows)) {
    const { doc, type, default: fallback, onlyInTunnels } = rows[name];
    // An export has it all the same; without a description it stays out of the documentation.
    if (place === "single" && onlyInTunnels) schemas[name] = type.schema;
    else schemas[name] = described(doc, isScalar(fallback) ? { ...type.schema, default: fallback } : type.schema);
  }
  return schemas as Properties<V>;
}

/** Any values of the right types. */
export function looseSchemasOf<V extends object>(rows: Rows<V>): Properties<V> {
  const schemas: Partial<Record<keyof V, JsonSchema>> = {};
  for (const name of namesOf(rows)) schemas[name] = rows[name].type.looseSchema;
  return schemas as Properties<V>;
}

const isScalar = (value: unknown): value is Scalar => ["string", "number", "boolean"].includes(typeof value);
