/**
 * One signed call over pop-core, made safe: always POST (a GET puts keys and pre-shared keys into the URL and so into
 * errors and proxies' logs), parameters flattened here, HTTP status looked at, every failure an ApiError.
 */
import type { Agent } from "node:http";

import { malformed, noAnswer, refusal, TIME_OUT, type FailedCall } from "./call-failure";
import type { Credentials } from "./credentials";
import { ApiError } from "./errors";
import { flatten, type Parameters } from "./flatten";
import { isJsonObject, plainJson, type JsonObject } from "./plain-json";
import { popCore, type PopCoreAnswer, type PopCoreIdentity } from "./pop-core";
import { secretValues } from "./redact";

/** Where calls go, and how long they may take. */
export interface RpcTarget {
  readonly endpoint: string;
  readonly apiVersion: string;
  readonly agent: Agent;
  readonly readTimeoutMs: number;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls an action and gives the answer's object. Throws ApiError, and nothing else. */
export async function callRpc(
  target: RpcTarget,
  credentials: Credentials | undefined,
  action: string,
  parameters: Parameters,
): Promise<JsonObject> {
  const flat = flatten(parameters);
  const call: FailedCall = { action, host: new URL(target.endpoint).host, secrets: secretsOf(flat, credentials) };
  const canceller = new AbortController();
  const answered = await send(target, credentials, action, flat, canceller.signal).catch((thrown: unknown) => {
    const failure = failureOf(call, thrown);
    // A timed-out connection would otherwise stay open, keep the process alive, and be used for the next call.
    if (failure.code === TIME_OUT) canceller.abort();
    throw failure;
  });
  const [body, { response }] = answered;
  const json = plainJson(body);
  if (!isJsonObject(json)) throw malformed(call, "not an object", response.statusCode);
  if (response.statusCode < 200 || response.statusCode > 299) throw refusal(call, { ...facts(response), body: json });
  return json;
}

async function send(
  target: RpcTarget,
  credentials: Credentials | undefined,
  action: string,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<PopCoreAnswer> {
  // A client per call: it holds the secrets no longer than the call takes. The connections are the agent's.
  const PopCore = popCore();
  const { endpoint, apiVersion, agent, readTimeoutMs } = target;
  const client = new PopCore({ endpoint, apiVersion, ...identityOf(credentials) }, true);
  return client.request(action, parameters, {
    method: "POST",
    formatParams: false,
    agent,
    // httpx uses "connectTimeout" as a limit of silence that would race with the next one. Connecting is the agent's.
    connectTimeout: LONGEST_TIMER_MS,
    readTimeout: readTimeoutMs,
    beforeRequest: (options: object) => ({ ...options, signal }),
  });
}

function identityOf(credentials: Credentials | undefined): PopCoreIdentity {
  if (credentials === undefined) return { credentialsProvider: { getCredentials: async () => undefined } };
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  return securityToken === undefined
    ? { accessKeyId, accessKeySecret }
    : { accessKeyId, accessKeySecret, securityToken };
}

function secretsOf(parameters: Readonly<Record<string, string>>, credentials: Credentials | undefined): string[] {
  const ofCredentials = [credentials?.accessKeySecret ?? "", credentials?.securityToken ?? ""];
  return [...secretValues(parameters), ...ofCredentials.filter((value) => value !== "")];
}

/** pop-core's failures, told apart by shape: an API error has `data`, a parse failure is a plain object with `text`. */
function failureOf(call: FailedCall, thrown: unknown): ApiError {
  if (typeof thrown !== "object" || thrown === null) return noAnswer(call, { code: "UnknownFailure", timedOut: false });
  if ("data" in thrown) {
    const body = plainJson(thrown.data);
    return refusal(call, { ...factsOfEntry(thrown), body: isJsonObject(body) ? body : {} });
  }
  const name = "name" in thrown ? String(thrown.name) : "";
  if ("text" in thrown || name === "SyntaxError") return malformed(call, lookOf(thrown));
  if (name === "URIError") return noAnswer(call, { code: "ERR_REQUEST", timedOut: false });
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "UnknownFailure";
  // The JSON document `null` makes pop-core trip over its own check.
  if (name === "TypeError" && code === "UnknownFailure") return malformed(call, "not an object");
  return noAnswer(call, { code, timedOut: name.startsWith("RequestTimeout") });
}

function lookOf(thrown: object): string {
  const text = "text" in thrown ? String(thrown.text).trimStart() : "";
  if (text === "") return "an empty body";
  return text.startsWith("<") ? "an HTML or XML page" : "not JSON, or only a part of it";
}

function factsOfEntry(thrown: object): { httpStatus: number | undefined; retryAfterMs: number | undefined } {
  const entry = "entry" in thrown ? thrown.entry : undefined;
  const response = typeof entry === "object" && entry !== null && "response" in entry ? entry.response : undefined;
  if (typeof response !== "object" || response === null) return { httpStatus: undefined, retryAfterMs: undefined };
  const statusCode = "statusCode" in response ? Number(response.statusCode) : undefined;
  const headers = "headers" in response ? response.headers : undefined;
  return { httpStatus: statusCode, retryAfterMs: retryAfterOf(headers) };
}

function facts(response: PopCoreAnswer[1]["response"]): { httpStatus: number; retryAfterMs: number | undefined } {
  return { httpStatus: response.statusCode, retryAfterMs: retryAfterOf(response.headers) };
}

/** Milliseconds; only a positive whole number counts. */
function retryAfterOf(headers: unknown): number | undefined {
  if (typeof headers !== "object" || headers === null || !("x-acs-retry-after" in headers)) return undefined;
  const value = headers["x-acs-retry-after"];
  return typeof value === "string" && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;
}
