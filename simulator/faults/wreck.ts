import { ApiError, apiError } from "../api/error";
import { errorCatalogue, isErrorCode } from "../api/error-catalogue";
import { type Answer, type Format, failure } from "../http/answer";
import type { FaultSpec } from "./fault";

const DEFAULT_RETRY_AFTER_MS = 1000;

/** The answer of a call that a fault acts on, instead of `answer`; the journal notes `code`. */
export function wreck(
  spec: FaultSpec,
  answer: Answer,
  requestId: string,
  format: Format,
): { answer: Answer; code?: string } {
  const error = wreckingError(spec);
  if (error) return { answer: failure(error, requestId, format), code: error.code };
  switch (spec.kind) {
    case "http-500":
      return {
        answer: { status: 500, headers: { "content-type": "application/json" }, body: '{"message":"internal error"}' },
      };
    case "html":
      return {
        answer: {
          status: 502,
          headers: { "content-type": "text/html" },
          body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
        },
      };
    case "reset-before":
    case "reset-after":
      return { answer: { ...answer, break: "reset" } };
    case "truncated":
      return { answer: { ...answer, break: "cut" } };
    case "malformed":
      return { answer: { ...answer, body: answer.body.slice(0, Math.max(1, Math.floor(answer.body.length / 2))) } };
    default:
      return { answer };
  }
}

function wreckingError(spec: FaultSpec): ApiError | undefined {
  switch (spec.kind) {
    case "throttle":
      return throttling(spec);
    case "http-500-code":
      return apiError("InternalError");
    case "http-503":
      return apiError("ServiceUnavailable");
    case "expired-token":
      return apiError("InvalidSecurityToken.Expired");
    case "error":
      return named(spec, spec.code ?? "UnknownError", {});
    default:
      return undefined;
  }
}

/** "Throttle delay: header x-acs-retry-after = milliseconds" */
function throttling(spec: FaultSpec): ApiError {
  const wait = spec.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS;
  return named(spec, spec.code ?? "Throttling.User", wait > 0 ? { "x-acs-retry-after": String(wait) } : {});
}

/** A code that the catalogue has brings its documented status and text, unless the fault has its own. */
function named(spec: FaultSpec, code: string, headers: Readonly<Record<string, string>>): ApiError {
  const known = isErrorCode(code) ? errorCatalogue[code] : undefined;
  const message = spec.message ?? known?.message ?? "The request processing has failed due to some unknown error.";
  return new ApiError(code, spec.httpStatus ?? known?.status ?? 400, message, headers);
}
