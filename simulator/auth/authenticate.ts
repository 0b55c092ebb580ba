import { timingSafeEqual } from "node:crypto";
import { ApiError, apiError, missing } from "../api/error";
import { type HttpRequest, type Params, header } from "../http/request";
import type { AccessKey } from "./access-keys";
import { Nonces } from "./nonces";
import { parseAcs3, sha256Hex, signatureAcs3, stringToSignAcs3 } from "./signature-acs3";
import { signatureV1, stringToSignV1 } from "./signature-v1";

/** "InvalidTimeStamp.Expired": a time stamp may be at most 15 minutes off. */
const TIME_TOLERANCE_MS = 15 * 60 * 1000;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The common form of the two kinds of signatures. */
interface Claim {
  readonly accessKeyId: string;
  readonly securityToken: string | undefined;
  readonly timestamp: string | undefined;
  readonly timestampName: string;
  readonly nonce: string | undefined;
  readonly nonceName: string;
  /** Throws SignatureDoesNotMatch. */
  verify(secret: string): void;
}

export interface Authenticator {
  /** The key that signed the request; throws the API's errors. `skewMs` is how wrong the server's own time is. */
  authenticate(request: HttpRequest, params: Params, skewMs: number): AccessKey;
}

export function createAuthenticator(keys: ReadonlyMap<string, AccessKey>, wallClock: () => number): Authenticator {
  const nonces = new Nonces(2 * TIME_TOLERANCE_MS);
  return {
    authenticate(request, params, skewMs) {
      const authorization = header(request, "authorization");
      const claim = authorization ? claimAcs3(request, authorization) : claimV1(request, params);
      if (!claim.nonce) throw missing(claim.nonceName);
      checkTimestamp(claim, wallClock() + skewMs);
      const key = keys.get(claim.accessKeyId);
      if (!key) throw apiError("InvalidAccessKeyId.NotFound");
      if (key.inactive) throw apiError("InvalidAccessKeyId.Inactive");
      claim.verify(key.accessKeySecret);
      checkToken(key, claim.securityToken);
      if (!nonces.use(claim.accessKeyId, claim.nonce, wallClock())) throw apiError("SignatureNonceUsed");
      return key;
    },
  };
}

function claimV1(request: HttpRequest, params: Params): Claim {
  const given = params.get("Signature");
  const accessKeyId = params.get("AccessKeyId");
  if (!accessKeyId) throw missing("AccessKeyId");
  if (!given) throw missing("Signature");
  const method = params.get("SignatureMethod");
  if (!method) throw missing("SignatureMethod");
  const version = params.get("SignatureVersion");
  if (!version) throw missing("SignatureVersion");
  if (method !== "HMAC-SHA1" || version !== "1.0") throw apiError("IncompleteSignature");
  return {
    accessKeyId,
    securityToken: params.get("SecurityToken") ?? header(request, "x-acs-security-token"),
    timestamp: params.get("Timestamp"),
    timestampName: "Timestamp",
    nonce: params.get("SignatureNonce"),
    nonceName: "SignatureNonce",
    verify(secret) {
      const text = stringToSignV1(request.method, params);
      if (!equal(signatureV1(secret, text), given)) throw mismatch(text);
    },
  };
}

function claimAcs3(request: HttpRequest, authorization: string): Claim {
  const parsed = parseAcs3(authorization);
  if (!parsed) throw apiError("IncompleteSignature");
  const payloadHash = header(request, "x-acs-content-sha256");
  if (!payloadHash) throw missing("x-acs-content-sha256");
  return {
    accessKeyId: parsed.accessKeyId,
    securityToken: header(request, "x-acs-security-token"),
    timestamp: header(request, "x-acs-date"),
    timestampName: "x-acs-date",
    nonce: header(request, "x-acs-signature-nonce"),
    nonceName: "x-acs-signature-nonce",
    verify(secret) {
      const text = stringToSignAcs3(request, parsed.signedHeaders, payloadHash);
      // A signature that leaves these out would hold for another request as well.
      const covers = ["host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"];
      if (!covers.every((name) => parsed.signedHeaders.includes(name))) throw apiError("IncompleteSignature");
      if (payloadHash !== sha256Hex(request.body)) throw mismatch(text);
      if (equal(signatureAcs3(secret, text), parsed.signature)) return;
      const bare = stringToSignAcs3(request, parsed.signedHeaders, payloadHash, true);
      if (!equal(signatureAcs3(secret, bare), parsed.signature)) throw mismatch(text);
    },
  };
}

function checkTimestamp(claim: Claim, now: number): void {
  if (!claim.timestamp) throw missing(claim.timestampName);
  const time = TIMESTAMP.test(claim.timestamp) ? Date.parse(claim.timestamp) : Number.NaN;
  if (Number.isNaN(time)) throw apiError("InvalidTimeStamp.Format");
  if (Math.abs(now - time) > TIME_TOLERANCE_MS) throw apiError("InvalidTimeStamp.Expired");
}

function checkToken(key: AccessKey, token: string | undefined): void {
  if (key.securityToken === undefined) {
    // An empty SecurityToken parameter is what some clients send for "none".
    if (token) throw apiError("InvalidSecurityToken.MismatchWithAccessKey");
    return;
  }
  if (!token) throw missing("SecurityToken");
  if (token !== key.securityToken) throw apiError("InvalidSecurityToken.MismatchWithAccessKey");
}

/**
 * The real message has the server's string to sign in it, and so every parameter of the request: clients must not log
 * it.
 */
function mismatch(text: string): ApiError {
  return apiError("SignatureDoesNotMatch", ` server string to sign is:${text}`);
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
