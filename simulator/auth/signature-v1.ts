import { createHmac } from "node:crypto";
import type { Params } from "../http/request";
import { canonicalQuery, encodedTwice, percentEncode } from "./percent-encode";

/**
 * Signature version 1.0 of the RPC style:
 * StringToSign = HTTPMethod + "&" + percentEncode("/") + "&" + percentEncode(CanonicalizedQueryString).
 * All parameters take part, wherever they were sent, except Signature itself.
 */
export function stringToSignV1(method: string, params: Params): string {
  const signed: [string, string][] = [];
  for (const [name, value] of params) if (name !== "Signature") signed.push([name, value]);
  return `${method}&${percentEncode("/")}&${canonicalQuery(signed, "%3D", "%26", encodedTwice)}`;
}

/** base64(HMAC-SHA1(AccessKeySecret + "&", StringToSign)). */
export function signatureV1(secret: string, stringToSign: string): string {
  return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}
