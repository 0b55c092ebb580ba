/**
 * The settings that users of Pulumi's and Terraform's Alibaba providers already have: a key of the `alicloud:`
 * configuration, then environment variables in their order. An empty value counts as not set.
 */
import { ConfigurationError } from "./errors";

/** The `alicloud:*` configuration: keys without the prefix, objects and lists as JSON text. */
export interface ConfigSource {
  get(key: string): string | undefined;
}

/** A value and the name of what it was read from. */
export interface Setting {
  readonly value: string;
  readonly from: string;
}

/** Configuration and environment, read when asked. */
export interface Surroundings {
  readonly config: ConfigSource;
  readonly env: NodeJS.ProcessEnv;
}

/** Every plain setting with the environment variables that may give it, in their order. */
export const SETTINGS = {
  accessKey: ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"],
  secretKey: ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"],
  securityToken: ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
  region: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"],
  profile: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"],
  sharedCredentialsFile: ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"],
  ecsRoleName: ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"],
  credentialsUri: ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"],
  clientReadTimeout: ["CLIENT_READ_TIMEOUT"],
  clientConnectTimeout: ["CLIENT_CONNECT_TIMEOUT"],
  maxRetryTimeout: [],
  protocol: [],
} as const satisfies Record<string, readonly string[]>;

/** Every setting that is an object or a list. */
export const OBJECT_SETTINGS = ["assumeRole", "assumeRoleWithOidc", "endpoints"] as const;

/** The name of a plain setting. */
export type SettingName = keyof typeof SETTINGS;

/** The setting, from the configuration or else the first environment variable that has it. */
export function readSetting(around: Surroundings, name: SettingName): Setting | undefined {
  const configured = around.config.get(name);
  if (configured !== undefined && configured !== "") return { value: configured, from: `alicloud:${name}` };
  return readVariable(around, SETTINGS[name]);
}

/** The first of the environment variables that is set. */
export function readVariable(around: Surroundings, variables: readonly string[]): Setting | undefined {
  for (const variable of variables) {
    const value = around.env[variable];
    if (value !== undefined && value !== "") return { value, from: variable };
  }
  return undefined;
}

/** Where a setting may be given, for error texts: `alicloud:region (or ALICLOUD_REGION, ALIBABA_CLOUD_REGION)`. */
export function whereToSet(name: SettingName): string {
  const variables = SETTINGS[name];
  return variables.length === 0 ? `alicloud:${name}` : `alicloud:${name} (or ${variables.join(", ")})`;
}

/** A positive whole number. */
export function readNumber(around: Surroundings, name: SettingName): number | undefined {
  const setting = readSetting(around, name);
  if (setting === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(setting.value.trim())) return Number(setting.value);
  throw new ConfigurationError(`${setting.from} must be a positive whole number.`);
}

/** The name of a setting that is an object or a list. */
export type ObjectSettingName = (typeof OBJECT_SETTINGS)[number];

/**
 * A configuration object: given as an object, or as a list with one object (both occur in the field). Its scalars come
 * as texts. Never repeats the value in an error: it may hold a token.
 */
export function readObject(around: Surroundings, key: ObjectSettingName): Readonly<Record<string, string>> | undefined {
  const text = around.config.get(key);
  if (text === undefined || text.trim() === "") return undefined;
  const parsed = parse(text, key);
  const object: unknown = Array.isArray(parsed) && parsed.length <= 1 ? parsed[0] : parsed;
  if (object === undefined || object === null) return undefined;
  if (typeof object !== "object" || Array.isArray(object)) {
    throw new ConfigurationError(`alicloud:${key} must be one object, or a list with one object.`);
  }
  return Object.fromEntries(Object.entries(object).flatMap(([name, value]) => scalar(name, value)));
}

function parse(text: string, key: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    throw new ConfigurationError(`alicloud:${key} is not valid JSON.`);
  }
}

function scalar(name: string, value: unknown): [string, string][] {
  if (typeof value === "string") return value === "" ? [] : [[name, value]];
  return typeof value === "number" || typeof value === "boolean" ? [[name, String(value)]] : [];
}
