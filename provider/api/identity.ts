/** Who signs: which of the possible sources of credentials is meant, decided from settings alone, without any I/O. */
import { ConfigurationError } from "./errors";
import { readObject, readSetting, readVariable, type Surroundings } from "./settings";

/** A role that is assumed with the credentials found otherwise. References only, nothing secret. */
export interface AssumeRole {
  readonly roleArn: string;
  readonly sessionName?: string | undefined;
  readonly policy?: string | undefined;
  /** Seconds. */
  readonly sessionExpiration?: number | undefined;
  readonly externalId?: string | undefined;
}

/** A role that is assumed with a token of an OpenID Connect provider. */
export interface OidcRole {
  readonly oidcProviderArn: string;
  readonly roleArn: string;
  readonly token: { readonly file: string } | { readonly text: string };
  readonly roleSessionName?: string | undefined;
  readonly policy?: string | undefined;
  readonly sessionExpiration?: number | undefined;
}

/** Where credentials come from. */
export type Identity =
  | {
      readonly kind: "keys";
      readonly accessKeyId: string;
      readonly accessKeySecret: string;
      readonly securityToken?: string | undefined;
      readonly from: string;
    }
  | {
      readonly kind: "profile";
      readonly name: string | undefined;
      readonly file: string | undefined;
      readonly from: string;
    }
  | { readonly kind: "uri"; readonly uri: string; readonly from: string }
  | { readonly kind: "ecsRole"; readonly roleName: string; readonly from: string }
  | { readonly kind: "oidc"; readonly role: OidcRole; readonly from: string }
  | { readonly kind: "chain"; readonly keysFound: string };

/** The role's default session name, the one that Pulumi's and Terraform's Alibaba providers send. */
export const SESSION_NAME = "terraform";

const OIDC_VARIABLES = {
  oidcProviderArn: ["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"],
  oidcTokenFile: ["ALIBABA_CLOUD_OIDC_TOKEN_FILE"],
  oidcToken: ["ALIBABA_CLOUD_OIDC_TOKEN"],
  roleArn: ["ALIBABA_CLOUD_ROLE_ARN"],
  roleSessionName: ["ALIBABA_CLOUD_ROLE_SESSION_NAME"],
} as const;

/** The source of credentials, in the order of Pulumi's and Terraform's Alibaba providers. */
export function pickIdentity(around: Surroundings, chosenProfile: string | undefined): Identity {
  const file = readSetting(around, "sharedCredentialsFile");
  if (chosenProfile !== undefined) {
    return { kind: "profile", name: chosenProfile, file: file?.value, from: "the resource's profile" };
  }
  const keys = keyPair(around);
  if (keys.kind === "keys") return keys;
  const profile = readSetting(around, "profile");
  const profileFrom = profile?.from ?? file?.from;
  if (profileFrom !== undefined) return { kind: "profile", name: profile?.value, file: file?.value, from: profileFrom };
  const uri = readSetting(around, "credentialsUri");
  if (uri !== undefined) return { kind: "uri", uri: uri.value, from: uri.from };
  const ecsRole = readSetting(around, "ecsRoleName");
  if (ecsRole !== undefined) return { kind: "ecsRole", roleName: ecsRole.value, from: ecsRole.from };
  return oidcRole(around) ?? keys;
}

function keyPair(around: Surroundings): Extract<Identity, { kind: "keys" | "chain" }> {
  const id = readSetting(around, "accessKey");
  const secret = readSetting(around, "secretKey");
  if (id === undefined || secret === undefined) {
    const found = id?.from ?? secret?.from;
    return { kind: "chain", keysFound: found === undefined ? "not set" : `only ${found} is set` };
  }
  const from = id.from === secret.from ? id.from : `${id.from} and ${secret.from}`;
  return {
    kind: "keys",
    accessKeyId: id.value,
    accessKeySecret: secret.value,
    securityToken: tokenFor(around, id.from),
    from,
  };
}

/** A token in the environment belongs to the key of the environment, if there is one: not to a configured key. */
function tokenFor(around: Surroundings, keyFrom: string): string | undefined {
  const token = readSetting(around, "securityToken");
  if (token === undefined || token.from.startsWith("alicloud:") || !keyFrom.startsWith("alicloud:"))
    return token?.value;
  const withoutConfig: Surroundings = { env: around.env, config: { get: () => undefined } };
  return readSetting(withoutConfig, "accessKey") === undefined ? token.value : undefined;
}

function oidcRole(around: Surroundings): Extract<Identity, { kind: "oidc" }> | undefined {
  const configured = readObject(around, "assumeRoleWithOidc");
  const read = (name: keyof typeof OIDC_VARIABLES): string | undefined =>
    configured?.[name] ?? readVariable(around, OIDC_VARIABLES[name])?.value;
  const [oidcProviderArn, roleArn, text, file] = [
    read("oidcProviderArn"),
    read("roleArn"),
    read("oidcToken"),
    read("oidcTokenFile"),
  ];
  const token = text === undefined ? (file === undefined ? undefined : { file }) : { text };
  if (oidcProviderArn === undefined || roleArn === undefined || token === undefined) {
    if (configured === undefined) return undefined;
    throw new ConfigurationError(
      "alicloud:assumeRoleWithOidc needs oidcProviderArn, roleArn, and oidcToken or oidcTokenFile; " +
        "each may also come from the environment: ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_ROLE_ARN, " +
        "ALIBABA_CLOUD_OIDC_TOKEN, ALIBABA_CLOUD_OIDC_TOKEN_FILE.",
    );
  }
  const role: OidcRole = {
    oidcProviderArn,
    roleArn,
    token,
    roleSessionName: read("roleSessionName"),
    policy: configured?.["policy"],
    sessionExpiration: expiration(configured?.["sessionExpiration"], "alicloud:assumeRoleWithOidc.sessionExpiration"),
  };
  return {
    kind: "oidc",
    role,
    from: configured === undefined ? "ALIBABA_CLOUD_OIDC_PROVIDER_ARN" : "alicloud:assumeRoleWithOidc",
  };
}

/** The role to assume on top, from the configuration or the environment. */
export function pickRole(around: Surroundings): AssumeRole | undefined {
  const configured = readObject(around, "assumeRole");
  const roleArn = configured?.["roleArn"] ?? roleArnOfEnvironment(around);
  if (roleArn === undefined) {
    if (configured === undefined) return undefined;
    throw new ConfigurationError("alicloud:assumeRole needs roleArn (or ALICLOUD_ASSUME_ROLE_ARN).");
  }
  const variable = (...names: string[]): string | undefined => readVariable(around, names)?.value;
  return checkedRole({
    roleArn,
    sessionName:
      configured?.["sessionName"] ?? variable("ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"),
    policy: configured?.["policy"],
    externalId: configured?.["externalId"],
    sessionExpiration: expiration(
      configured?.["sessionExpiration"] ?? variable("ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"),
      "the role's sessionExpiration",
    ),
  });
}

/** The role, refused when its session could not be as long as it says. */
export function checkedRole(role: AssumeRole): AssumeRole {
  if (role.roleArn === "") throw new ConfigurationError("assumeRole needs roleArn.");
  checkExpiration(role.sessionExpiration, "assumeRole.sessionExpiration");
  return role;
}

/** Beside an OIDC provider, ALIBABA_CLOUD_ROLE_ARN names the role of that provider and none to assume on top. */
function roleArnOfEnvironment(around: Surroundings): string | undefined {
  const own = readVariable(around, ["ALICLOUD_ASSUME_ROLE_ARN"])?.value;
  const oidc = readVariable(around, OIDC_VARIABLES.oidcProviderArn) ?? readObject(around, "assumeRoleWithOidc");
  return own ?? (oidc === undefined ? readVariable(around, ["ALIBABA_CLOUD_ROLE_ARN"])?.value : undefined);
}

function expiration(value: string | undefined, name: string): number | undefined {
  const seconds = value === undefined ? undefined : Number(value);
  checkExpiration(seconds, name);
  return seconds;
}

function checkExpiration(seconds: number | undefined, name: string): void {
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200)) return;
  throw new ConfigurationError(`${name} must be 900 to 43200 seconds.`);
}
