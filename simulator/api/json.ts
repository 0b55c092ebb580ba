/** The JSON of an answer. There is no null: the API leaves out a value that it does not have. */
export type Json = string | number | boolean | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isJson);
}

function isJson(value: unknown): value is Json {
  if (Array.isArray(value)) return value.every(isJson);
  return ["string", "number", "boolean"].includes(typeof value) || isJsonObject(value);
}
