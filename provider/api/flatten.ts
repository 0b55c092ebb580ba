/**
 * Turns nested parameters into the flat names that the API's RPC style wants: `A.B`, `List.1`, `List.1.Key`.
 * pop-core flattens arrays only; a nested object would arrive as the text "[object Object]".
 */

/** A value that can be sent. undefined and null mean "not sent". */
export type Parameter =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | readonly Parameter[]
  | { readonly [name: string]: Parameter };

/** Named parameters, nested as the API's reference nests them. */
export type Parameters = { readonly [name: string]: Parameter };

/**
 * The parameters under their flat names, as texts. Empty lists and objects leave nothing: the API cannot be sent one.
 */
export function flatten(parameters: Parameters): Record<string, string> {
  // A list of pairs first: assigning names one by one would treat "__proto__" specially.
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => flatPairs(name, value)));
}

function flatPairs(path: string, value: Parameter): [string, string][] {
  if (value === undefined || value === null) return [];
  if (isList(value)) return value.flatMap((item, index) => flatPairs(`${path}.${index + 1}`, item));
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([name, inner]) => flatPairs(`${path}.${name}`, inner));
  }
  return [[path, String(value)]];
}

function isList(value: Parameter): value is readonly Parameter[] {
  return Array.isArray(value);
}
