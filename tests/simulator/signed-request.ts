import { createHash, createHmac, randomBytes } from "node:crypto";
import RPCClient from "@alicloud/pop-core";

/** Own, small signers: the simulator's answer has to hold against something that does not share its code. */

export interface Key {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

export const KEY: Key = { accessKeyId: "simulator-access-key-id", accessKeySecret: "simulator-access-key-secret" };

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

export const enc = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const query = (params: Record<string, string>): string =>
  Object.keys(params)
    .sort()
    .map((name) => `${enc(name)}=${enc(params[name] ?? "")}`)
    .join("&");

export const timestamp = (time = Date.now()): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

export function signV1(method: string, params: Record<string, string>, key: Key = KEY): Record<string, string> {
  const all: Record<string, string> = {
    Format: "JSON",
    Version: "2016-04-28",
    AccessKeyId: key.accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: randomBytes(16).toString("hex"),
    Timestamp: timestamp(),
    ...(key.securityToken === undefined ? {} : { SecurityToken: key.securityToken }),
    ...params,
  };
  for (const [name, value] of Object.entries(all)) if (value === "<absent>") delete all[name];
  const text = `${method}&%2F&${enc(query(all))}`;
  return { ...all, Signature: createHmac("sha1", `${key.accessKeySecret}&`).update(text).digest("base64") };
}

export async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  let json: Record<string, unknown> = {};
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Some answers are meant to be no JSON; the caller looks at the text.
  }
  return { status: response.status, headers: response.headers, text, json };
}

export async function post(url: string, body: Record<string, string>): Promise<Answered> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return answered(await fetch(`${url}/`, { method: "POST", headers, body: query(body) }));
}

/** A signed V1 call with a form body. */
export function call(
  url: string,
  action: string,
  params: Record<string, string> = {},
  key: Key = KEY,
): Promise<Answered> {
  return post(url, signV1("POST", { Action: action, RegionId: "cn-hangzhou", ...params }, key));
}

export const modify = (
  url: string,
  tunnelId: string,
  options: Record<string, string> = {},
  more: Record<string, string> = {},
) =>
  call(url, "ModifyTunnelAttribute", {
    VpnConnectionId: `vco-sim000000000000000${tunnelId.slice(-2, -1)}`,
    TunnelId: tunnelId,
    ...Object.fromEntries(
      Object.entries(options).map(([name, value]) => [`TunnelOptionsSpecification.${name}`, value]),
    ),
    ...more,
  });

export interface Acs3Request {
  method?: string;
  action: string;
  query?: Record<string, string>;
  body?: string;
  key?: Key;
  headers?: Record<string, string>;
  /** Header names that are not sent, or not signed. */
  drop?: string[];
  unsigned?: string[];
  secret?: string;
  contentHash?: string;
}

export async function acs3(url: string, request: Acs3Request): Promise<Answered> {
  const { method = "POST", action, body = "", key = KEY, drop = [], unsigned = [] } = request;
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const headers: Record<string, string> = {
    host: new URL(url).host,
    "x-acs-action": action,
    "x-acs-version": "2016-04-28",
    "x-acs-date": timestamp(),
    "x-acs-signature-nonce": randomBytes(32).toString("hex"),
    "x-acs-content-sha256": request.contentHash ?? hash(body),
    accept: "application/json",
    ...(key.securityToken === undefined ? {} : { "x-acs-security-token": key.securityToken }),
    ...request.headers,
  };
  for (const name of drop) delete headers[name];
  const signed = Object.keys(headers)
    .filter((name) => (name === "host" || name.startsWith("x-acs-")) && !unsigned.includes(name))
    .sort();
  const canonical = [
    method,
    "/",
    query(request.query ?? {}),
    signed.map((name) => `${name}:${headers[name]}\n`).join(""),
    signed.join(";"),
    headers["x-acs-content-sha256"] ?? "",
  ].join("\n");
  const signature = createHmac("sha256", request.secret ?? key.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${hash(canonical)}`)
    .digest("hex");
  const { host: _host, ...sent } = headers;
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.accessKeyId},SignedHeaders=${signed.join(";")},Signature=${signature}`;
  const target = request.query ? `${url}/?${query(request.query)}` : `${url}/`;
  const content = body ? { "content-type": "application/x-www-form-urlencoded" } : {};
  return answered(
    await fetch(target, { method, headers: { ...sent, ...content, authorization }, ...(body ? { body } : {}) }),
  );
}

export function popCore(url: string): RPCClient {
  return new RPCClient({ endpoint: url, apiVersion: "2016-04-28", ...KEY });
}
