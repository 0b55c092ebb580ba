/**
 * Temporary keys of a role. Asked for with the same client as everything else, because its errors are safe and carry
 * request ids; the vendor's providers put the signed URL or the whole answer into theirs.
 */
import { readFile } from "node:fs/promises";

import type { Clock } from "./clock";
import type { Credentials, CredentialsSource } from "./credentials";
import { ApiError, ConfigurationError, CredentialsError } from "./errors";
import { createAgent } from "./http-agents";
import { SESSION_NAME, type AssumeRole, type OidcRole } from "./identity";
import { isJsonObject, type Json, type JsonObject } from "./plain-json";
import { callRpc, type RpcTarget } from "./rpc-client";
import type { Parameters } from "./flatten";

/** What asking for a session needs besides the role. */
export interface StsContext {
  readonly endpoint: string;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  readonly clock: Clock;
}

const STS_VERSION = "2015-04-01";
const DEFAULT_SECONDS = 3600;
/** Renewed this long before the end, so that no request is under way when the keys expire. */
const MARGIN_MS = 5 * 60_000;
const LAST_MOMENT_MS = 30_000;

/** The role's temporary keys, got with the base's credentials; renewed before they expire. */
export function assumeRole(context: StsContext, base: CredentialsSource, role: AssumeRole): CredentialsSource {
  const target = stsTarget(context);
  return renewing(context.clock, async () => {
    const answer = await callSts(target, await base.getCredentials(), "AssumeRole", {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName ?? SESSION_NAME,
      DurationSeconds: role.sessionExpiration ?? DEFAULT_SECONDS,
      Policy: role.policy,
      ExternalId: role.externalId,
    });
    return sessionOf(answer, role.roleArn);
  });
}

/** The keys of a role that trusts an OIDC provider. The token is read each time: its file is replaced while we run. */
export function assumeRoleWithOidc(context: StsContext, role: OidcRole): CredentialsSource {
  const target = stsTarget(context);
  return renewing(context.clock, async () => {
    const answer = await callSts(target, undefined, "AssumeRoleWithOIDC", {
      OIDCProviderArn: role.oidcProviderArn,
      OIDCToken: "text" in role.token ? role.token.text : await tokenOfFile(role.token.file),
      RoleArn: role.roleArn,
      RoleSessionName: role.roleSessionName ?? SESSION_NAME,
      DurationSeconds: role.sessionExpiration ?? DEFAULT_SECONDS,
      Policy: role.policy,
    });
    return sessionOf(answer, role.roleArn);
  });
}

interface Session {
  readonly credentials: Credentials;
  readonly endsAt: number;
}

function renewing(clock: Clock, open: () => Promise<Session>): CredentialsSource {
  let session: Session | undefined;
  return {
    async getCredentials() {
      const current = session;
      if (current !== undefined && clock.now() < current.endsAt - MARGIN_MS) return current.credentials;
      session = await open().catch((error: unknown) => {
        // Still good for a moment: a hiccup of STS should not fail the call at hand.
        if (current !== undefined && clock.now() < current.endsAt - LAST_MOMENT_MS) return current;
        throw error;
      });
      return session.credentials;
    },
  };
}

async function callSts(
  target: RpcTarget,
  credentials: Credentials | undefined,
  action: string,
  parameters: Parameters,
): Promise<JsonObject> {
  try {
    return await callRpc(target, credentials, action, parameters);
  } catch (error) {
    // Asking for a session changes nothing, whatever became of it.
    throw error instanceof ApiError ? error.withOutcomeUnknown(false) : error;
  }
}

function stsTarget(context: StsContext): RpcTarget {
  const agent = createAgent(context.endpoint, context.connectTimeoutMs);
  return { endpoint: context.endpoint, apiVersion: STS_VERSION, agent, readTimeoutMs: context.readTimeoutMs };
}

function sessionOf(answer: JsonObject, roleArn: string): Session {
  const given = answer["Credentials"];
  const fields = isJsonObject(given) ? given : {};
  const [accessKeyId, accessKeySecret, securityToken, ends] = [
    text(fields["AccessKeyId"]),
    text(fields["AccessKeySecret"]),
    text(fields["SecurityToken"]),
    Date.parse(text(fields["Expiration"]) ?? ""),
  ];
  if (accessKeyId === undefined || accessKeySecret === undefined || securityToken === undefined || Number.isNaN(ends)) {
    throw new CredentialsError(`The answer for role ${roleArn} holds no complete credentials.`);
  }
  return { credentials: { accessKeyId, accessKeySecret, securityToken }, endsAt: ends };
}

async function tokenOfFile(file: string): Promise<string> {
  const token = await readFile(file, "utf8").catch(() => "");
  if (token.trim() !== "") return token.trim();
  throw new ConfigurationError(`The OIDC token file ${file} is missing or empty.`);
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
