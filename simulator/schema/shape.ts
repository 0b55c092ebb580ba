import type Ajv from "ajv";
import type { ErrorObject, ValidateFunction } from "ajv";
import { parseIpv4 } from "../ipv4";
import { type JsonSchema, withoutTexts } from "./json-schema";

/** JSON that is not what its reader needs; each mistake names its place. */
export class JsonMistakes extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "JsonMistakes";
  }
}

let loaded: Ajv | undefined;

/** ajv, loaded when the first JSON is read: most simulators in a test run read none. */
function ajv(): Ajv {
  if (loaded) return loaded;
  const { default: Constructor }: { default: typeof Ajv } = require("ajv");
  // The tests validate the schemas; a start does not.
  loaded = new Constructor({ allErrors: true, verbose: true, strict: false, validateSchema: false, meta: false });
  loaded.addKeyword({
    keyword: "rangeOfText",
    type: "string",
    validate: ([from, to]: readonly [number, number], value: string) => Number(value) >= from && Number(value) <= to,
  });
  loaded.addFormat("ipv4", (text) => parseIpv4(text) !== undefined);
  return loaded;
}

/** Checks that JSON is a T, and reads it. */
export class Shape<T> {
  private validate: ValidateFunction<T> | undefined;

  constructor(
    readonly schema: JsonSchema,
    /** The name of the whole in a message. */
    private readonly whole: string,
  ) {}

  /**
   * Every mistake with its place, sorted by place; without mistakes the value, with numbers and flags in place of their
   * texts.
   */
  inspect(json: unknown): { readonly value?: T; readonly problems: readonly string[] } {
    this.validate ??= ajv().compile<T>(this.schema);
    if (this.validate(json)) return { value: withoutTexts(json, this.schema) as T, problems: [] };
    const texts = (this.validate.errors ?? []).flatMap((error) => explain(error, this.whole));
    return { problems: [...new Set(texts)].sort((a, b) => a.localeCompare(b, "en", { numeric: true })) };
  }

  /** The value; throws JsonMistakes. */
  read(json: unknown): T {
    const { value, problems } = this.inspect(json);
    if (value === undefined) throw new JsonMistakes(problems);
    return value;
  }
}

/** `VpnConnections[0].Name` of `/VpnConnections/0/Name`. */
function placeOf(pointer: string): string {
  let place = "";
  for (const escaped of pointer.split("/").slice(1)) {
    const name = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    if (/^\d+$/.test(name)) place += `[${name}]`;
    else place += place === "" ? name : `.${name}`;
  }
  return place;
}

function explain(error: ErrorObject, whole: string): readonly string[] {
  // Its branches report what is wrong.
  if (error.keyword === "if") return [];
  const schema: JsonSchema = error.parentSchema ?? {};
  const place = placeOf(error.instancePath);
  const at = (member: unknown): string => (place === "" ? String(member) : `${place}.${String(member)}`);
  switch (error.keyword) {
    case "required": {
      const member = String(error.params["missingProperty"]);
      const values = schema.properties?.[member]?.enum;
      return [`${at(member)}: is missing${values === undefined ? "" : `; one of ${values.join(", ")}`}`];
    }
    case "additionalProperties": {
      const known = Object.keys(schema.properties ?? {}).sort();
      return [`${at(error.params["additionalProperty"])}: no such field; there are ${known.join(", ")}`];
    }
    default:
      return [`${place || whole}: ${expectation(error.keyword, schema)}`];
  }
}

/** The rest of the sentence that says what a schema asks of one value. */
function expectation(
  keyword: string,
  { type, enum: values, minimum, maximum, pattern, rangeOfText }: JsonSchema,
): string {
  if (rangeOfText !== undefined) return `must be a whole number from ${minimum} to ${maximum}`;
  if (keyword === "enum" && values !== undefined) {
    return values.includes(true)
      ? "must be true or false"
      : `must be one of ${values.filter((one) => one !== "").join(", ")}`;
  }
  if (keyword === "pattern") return `does not match ${pattern}`;
  if (keyword === "format") return "not an IPv4 address";
  return type === "object" || type === "array" ? `must be an ${type}` : `must be a ${String(type)}`;
}
