/**
 * The one answer to "which account, which region, which endpoint", for the provider process, for functions in a program
 * and for the command-line tool. Read when asked; nothing here looks at the environment at import.
 */
import { createHmac, randomBytes } from "node:crypto";

import { systemClock } from "./clock";
import { shareCredentials, type CredentialsProvider } from "./credentials";
import { stsEndpoint, checkedRegion, vpcEndpoint } from "./endpoints";
import { ConfigurationError } from "./errors";
import { checkedRole, pickIdentity, pickRole, type AssumeRole, type Identity } from "./identity";
import { openIdentity } from "./open-identity";
import { readProfile } from "./profile-file";
import { homesOf } from "./profile-source";
import { readNumber, readSetting, whereToSet, type ConfigSource, type Surroundings } from "./settings";
import type { StsContext } from "./sts";

export type { AssumeRole } from "./identity";
export type { ConfigSource } from "./settings";

/** A resource's own choice of account and region. References only: a secret does not belong here. */
export interface AccountChoice {
  readonly regionId?: string | undefined;
  readonly profile?: string | undefined;
  readonly assumeRole?: AssumeRole | undefined;
}

/** An account in a region: where to call and what to sign with. Nothing enumerable in it is secret. */
export interface Account {
  /** Equal for the same credentials, region and endpoint within this process; holds no secret. */
  readonly key: string;
  readonly region: string;
  /** Scheme, host and port. */
  readonly endpoint: string;
  readonly credentials: CredentialsProvider;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** How long one call may be retried, when configured (alicloud:maxRetryTimeout). */
  readonly retryBudgetMs: number | undefined;
  /** For error texts: region, endpoint, and where the credentials come from. */
  describe(): string;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * The account that a call goes to. A resource's own profile or role wins; then the `alicloud:*` configuration; then
 * environment variables; then the places where Alibaba's tools keep credentials. A chosen profile stands for itself:
 * the configured role is not assumed on top of it. A chosen role replaces the configured one.
 */
export function resolveAccount(config: ConfigSource, env: NodeJS.ProcessEnv, choice: AccountChoice = {}): Account {
  const around: Surroundings = { config, env };
  const identity = pickIdentity(around, nonEmpty(choice.profile));
  const chosenRole = choice.assumeRole === undefined ? undefined : checkedRole(choice.assumeRole);
  const role = chosenRole ?? (nonEmpty(choice.profile) === undefined ? pickRole(around) : undefined);
  const region = regionOf(around, choice, identity);
  const timeouts = {
    connectTimeoutMs: readNumber(around, "clientConnectTimeout") ?? DEFAULT_TIMEOUT_MS,
    readTimeoutMs: readNumber(around, "clientReadTimeout") ?? DEFAULT_TIMEOUT_MS,
  };
  const sts: StsContext = { endpoint: stsEndpoint(around), clock: systemClock, ...timeouts };
  const endpoint = vpcEndpoint(around, region);
  const budgetSeconds = readNumber(around, "maxRetryTimeout");
  return {
    key: [region, endpoint, identityKey(identity, homesOf(env).cli), roleKey(role)].join("|"),
    region,
    endpoint,
    credentials: shareCredentials(() => openIdentity(env, sts, identity, role)),
    ...timeouts,
    retryBudgetMs: budgetSeconds === undefined ? undefined : budgetSeconds * 1000,
    describe: () => `region ${region}, endpoint ${endpoint}, credentials: ${describeIdentity(identity, role)}`,
  };
}

function regionOf(around: Surroundings, choice: AccountChoice, identity: Identity): string {
  const chosen = nonEmpty(choice.regionId);
  if (chosen !== undefined) return checkedRegion({ value: chosen, from: "regionId" });
  const setting = readSetting(around, "region") ?? regionOfProfile(around, identity);
  if (setting !== undefined) return checkedRegion(setting);
  throw new ConfigurationError(`No region is configured. Set ${whereToSet("region")}, or the resource's regionId.`);
}

/** A profile of the aliyun CLI names a region too; it counts when the profile was asked for. */
function regionOfProfile(around: Surroundings, identity: Identity): { value: string; from: string } | undefined {
  if (identity.kind !== "profile") return undefined;
  const profile = readProfile(identity.file ?? homesOf(around.env).cli, identity.name);
  const region = nonEmpty(profile.settings["region_id"]);
  return region === undefined ? undefined : { value: region, from: `region_id of profile ${profile.name}` };
}

/** Lost with the process, so that a digest says nothing outside of it. */
const SALT = randomBytes(32);

function digest(...parts: readonly (string | undefined)[]): string {
  return createHmac("sha256", SALT).update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

function identityKey(identity: Identity, defaultFile: string): string {
  switch (identity.kind) {
    case "keys":
      return `keys:${digest(identity.accessKeyId, identity.accessKeySecret, identity.securityToken)}`;
    case "profile":
      return `profile:${identity.name ?? ""}@${identity.file ?? defaultFile}`;
    case "uri":
      return `uri:${digest(identity.uri)}`;
    case "ecsRole":
      return `ecsRole:${identity.roleName}`;
    case "oidc":
      return `oidc:${identity.role.roleArn}:${digest(JSON.stringify(identity.role))}`;
    case "chain":
      break;
  }
  return `chain@${defaultFile}`;
}

function roleKey(role: AssumeRole | undefined): string {
  if (role === undefined) return "";
  const { roleArn, sessionName, policy, sessionExpiration, externalId } = role;
  return `role:${roleArn}:${digest(sessionName, policy, String(sessionExpiration), externalId)}`;
}

function describeIdentity(identity: Identity, role: AssumeRole | undefined): string {
  const base = { keys: "key pair", profile: "profile", uri: "credentials URI", ecsRole: "ECS role", oidc: "OIDC role" };
  const from =
    identity.kind === "chain"
      ? "the default chain"
      : identity.kind === "profile"
        ? `profile ${identity.name ?? "(current)"} (${identity.from})`
        : `${base[identity.kind]} of ${identity.from}`;
  return role === undefined ? from : `${from}, with role ${role.roleArn}`;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
