/** Makes one ApiError of whatever a call ended with. Nothing of the original error is kept. */
import { knownCodes, meaningOf, retryAdvice } from "./error-codes";
import { ApiError, type Category } from "./errors";
import { CONNECT_TIMEOUT } from "./http-agents";
import { safeMessage, safeToken } from "./redact";

/** The code of a call that was not answered in time. */
export const TIME_OUT = "TimeOut";

/** What is known of the call that failed. */
export interface FailedCall {
  readonly action: string;
  /** Host and port, for the hints. */
  readonly host: string;
  /** Values that must not be repeated. */
  readonly secrets: readonly string[];
}

/** An answer that is an error, or not an answer that the API gives. */
export interface RefusedAnswer {
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly body: { readonly Code?: unknown; readonly Message?: unknown; readonly RequestId?: unknown };
}

/** The service answered with an error. */
export function refusal(call: FailedCall, answer: RefusedAnswer): ApiError {
  const { httpStatus, retryAfterMs, body } = answer;
  const code =
    knownCode(body.Code) ??
    safeToken(body.Code, call.secrets) ??
    (httpStatus === undefined ? "UnknownCode" : `Http${httpStatus}`);
  // The header's presence means "throttled", whatever the code.
  const meaning = meaningOf(retryAfterMs === undefined ? code : "Throttling", httpStatus);
  return new ApiError({
    action: call.action,
    code,
    category: meaning.category,
    retry: meaning.retry,
    hint: meaning.hint,
    serverMessage: typeof body.Message === "string" ? safeMessage(body.Message, call.secrets) : "",
    httpStatus,
    requestId: safeToken(body.RequestId, call.secrets),
    retryAfterMs,
    sent: true,
    outcomeUnknown: meaning.category === "transient" || ((httpStatus ?? 0) >= 500 && !isThrottling(code)),
  });
}

/** A code of the table is shown even where a pre-shared key happens to be the same word. */
function knownCode(code: unknown): string | undefined {
  return typeof code === "string" && knownCodes.has(code) ? code : undefined;
}

/** The one refusal of which even a 5xx says for certain that nothing was done. */
function isThrottling(code: string): boolean {
  return meaningOf(code, undefined).category === "throttled";
}

/** Something answered, but not as the API does: HTML, half a JSON document, or an answer without its main parts. */
export function malformed(call: FailedCall, what: string, httpStatus?: number, requestId?: unknown): ApiError {
  return new ApiError({
    action: call.action,
    code: "MalformedAnswer",
    category: "transient",
    retry: "backoff",
    serverMessage: `malformed answer from ${call.host}: ${what}`,
    hint: "Check the endpoint, and whether a proxy stands between; otherwise run again.",
    httpStatus,
    requestId: safeToken(requestId, call.secrets),
    sent: true,
    outcomeUnknown: true,
  });
}

/** No answer: the connection failed, broke or was silent for too long. */
export function noAnswer(call: FailedCall, failure: { readonly code: string; readonly timedOut: boolean }): ApiError {
  const kind = failure.timedOut ? SILENT : (CONNECTION_FAILURES[failure.code] ?? kindOfUnlisted(failure.code));
  return new ApiError({
    action: call.action,
    code: failure.timedOut ? TIME_OUT : failure.code,
    category: kind.category,
    retry: retryAdvice(kind.category),
    serverMessage: `${kind.what} (${call.host})`,
    hint: kind.hint,
    sent: kind.sent,
    outcomeUnknown: kind.sent,
  });
}

interface FailureKind {
  readonly category: Category;
  readonly sent: boolean;
  readonly what: string;
  readonly hint: string;
}

const NETWORK = "Check the network and the endpoint, then run again.";
const SILENT: FailureKind = {
  category: "transient",
  sent: true,
  what: "no answer in time",
  hint: "Run again; alicloud:clientReadTimeout sets how long an answer may take, in milliseconds.",
};
const BROKEN: FailureKind = { category: "transient", sent: true, what: "the connection broke", hint: NETWORK };

const CONNECTION_FAILURES: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: { category: "transient", sent: false, what: "nothing listens there", hint: NETWORK },
  // The name service answers that there is no such name: a region or an endpoint is misspelt.
  ENOTFOUND: {
    category: "configuration",
    sent: false,
    what: "the host name does not exist",
    hint: "Check alicloud:region, the endpoint and the name service, then run again.",
  },
  EAI_AGAIN: { category: "transient", sent: false, what: "the name service does not answer", hint: NETWORK },
  EHOSTUNREACH: { category: "transient", sent: false, what: "the host is not reachable", hint: NETWORK },
  ENETUNREACH: { category: "transient", sent: false, what: "the network is not reachable", hint: NETWORK },
  [CONNECT_TIMEOUT]: {
    category: "transient",
    sent: false,
    what: "connecting took too long",
    hint: "Check the network and the endpoint; alicloud:clientConnectTimeout sets the limit, in milliseconds.",
  },
  // Signed with half a surrogate pair in a value, for one: the request could not even be written.
  ERR_REQUEST: {
    category: "invalid",
    sent: false,
    what: "the request could not be written",
    hint: "Check that every value is ordinary text.",
  },
};

function kindOfUnlisted(code: string): FailureKind {
  const tls = /CERT|SELF_SIGNED|TLS|SSL|UNABLE_TO_(GET|VERIFY)|EPROTO/.test(code);
  if (!tls) return BROKEN;
  return {
    category: "configuration",
    sent: false,
    what: "no trusted encrypted connection",
    hint: "Check the endpoint and alicloud:protocol; a private authority is trusted with NODE_EXTRA_CA_CERTS.",
  };
}
