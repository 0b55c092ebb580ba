import { createHash, createHmac } from "node:crypto";
import { type HttpRequest, header } from "../http/request";
import { canonicalQuery } from "./percent-encode";

export const ACS3_ALGORITHM = "ACS3-HMAC-SHA256";

export interface Acs3Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** `ACS3-HMAC-SHA256 Credential=<AccessKeyId>,SignedHeaders=<a;b>,Signature=<hex>`; undefined where it is not that. */
export function parseAcs3(authorization: string): Acs3Authorization | undefined {
  if (!authorization.startsWith(`${ACS3_ALGORITHM} `)) return undefined;
  const fields = new Map<string, string>();
  for (const part of authorization.slice(ACS3_ALGORITHM.length + 1).split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) fields.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const accessKeyId = fields.get("Credential");
  const signedHeaders = fields.get("SignedHeaders");
  const signature = fields.get("Signature");
  if (!accessKeyId || !signedHeaders || !signature) return undefined;
  return { accessKeyId, signedHeaders: signedHeaders.split(";"), signature };
}

export function sha256Hex(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/**
 * StringToSign = algorithm, line feed, hex(sha256(CanonicalRequest)) with CanonicalRequest = method, URI, query,
 * headers, names of the signed headers, hash of the payload, one a line. The SignedHeaders list is taken as it was
 * given: SDKs differ in what they sign. They also differ in how an empty value stands in the query: `a=`, or bare `a`.
 */
export function stringToSignAcs3(
  request: HttpRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
  bareEmpty = false,
): string {
  const names = [...signedHeaders].sort();
  const query = canonicalQuery(request.query);
  const headers = names.map((name) => `${name}:${(header(request, name) ?? "").trim()}\n`).join("");
  const canonical = [
    request.method,
    request.path,
    bareEmpty ? query.replace(/=(?=&|$)/g, "") : query,
    headers,
    names.join(";"),
    payloadHash,
  ].join("\n");
  return `${ACS3_ALGORITHM}\n${sha256Hex(canonical)}`;
}

export function signatureAcs3(secret: string, stringToSign: string): string {
  return createHmac("sha256", secret).update(stringToSign).digest("hex");
}
