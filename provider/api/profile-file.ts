/**
 * The shared credentials file. Two formats go by that name: the aliyun CLI's JSON (what Terraform's and Pulumi's
 * Alibaba providers read) and the SDKs' INI. The first character tells them apart.
 */
import { readFileSync } from "node:fs";

import { CredentialsError } from "./errors";
import { isJsonObject, plainJson, type JsonObject } from "./plain-json";

/** One profile: the file it is in, its settings as texts, and how to find the profiles it names. */
export interface Profile {
  readonly file: string;
  readonly name: string;
  readonly format: "json" | "ini";
  readonly settings: Readonly<Record<string, string>>;
}

interface ProfileFile {
  readonly format: Profile["format"];
  readonly current: string;
  readonly profiles: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** The named profile of the file, or its current (JSON) or default (INI) one. Errors never quote the file. */
export function readProfile(file: string, name: string | undefined): Profile {
  const content = readText(file, name);
  const parsed = /^\s*\{/.test(content) ? parseJson(content, file) : parseIni(content);
  const wanted = name ?? parsed.current;
  const settings = parsed.profiles.get(wanted);
  if (settings === undefined) {
    const others = [...parsed.profiles.keys()];
    const has = others.length === 0 ? "it has none" : `it has ${others.join(", ")}`;
    throw new CredentialsError(`${file} has no profile "${wanted}"; ${has}.`);
  }
  return { file, name: wanted, format: parsed.format, settings };
}

function readText(file: string, name: string | undefined): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const missing = typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
    const wanted = name === undefined ? "" : `Profile "${name}" cannot be had: `;
    throw new CredentialsError(`${wanted}${file} ${missing ? "does not exist" : "cannot be read"}.`);
  }
}

function parseJson(content: string, file: string): ProfileFile {
  const json = parseObject(content, file);
  const list = Array.isArray(json["profiles"]) ? json["profiles"] : [];
  const profiles = new Map(list.filter(isJsonObject).map((profile) => [texts(profile)["name"] ?? "", texts(profile)]));
  const current = json["current"];
  return { format: "json", current: typeof current === "string" && current !== "" ? current : "default", profiles };
}

function parseObject(content: string, file: string): JsonObject {
  try {
    const json = plainJson(JSON.parse(content));
    if (isJsonObject(json)) return json;
  } catch {
    // The parser's own message quotes the text, keys and all.
  }
  throw new CredentialsError(`${file} is not valid JSON.`);
}

function parseIni(content: string): ProfileFile {
  const profiles = new Map<string, Record<string, string>>();
  let section: Record<string, string> | undefined;
  for (const line of content.split(/\r?\n/).map((raw) => raw.trim())) {
    const heading = /^\[([^\]]+)\]$/.exec(line)?.[1];
    const pair = /^([^=;#[][^=]*)=(.*)$/.exec(line);
    if (heading !== undefined) profiles.set(heading.trim(), (section = {}));
    else if (pair !== null && section !== undefined) section[String(pair[1]).trim()] = unquoted(String(pair[2]).trim());
  }
  return { format: "ini", current: "default", profiles };
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}

function texts(profile: JsonObject): Record<string, string> {
  const pairs = Object.entries(profile).flatMap(([name, value]): [string, string][] =>
    typeof value === "object" || value === "" ? [] : [[name, String(value)]],
  );
  return Object.fromEntries(pairs);
}
