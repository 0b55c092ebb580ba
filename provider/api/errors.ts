/**
 * The errors of this folder. Each has a category; whoever decides anything (retry, wait, "is it gone?") asks the
 * category and never the message. Nothing in them is secret: texts are scrubbed before they get here, and no raw
 * error of a library, no URL and no body is kept, not even as `cause`.
 */

/**
 * What kind of failure it is.
 * - notFound: the object does not exist
 * - forbidden: the caller is known, and may not
 * - credentials: the caller is not known: keys, tokens, roles, signatures, the clock
 * - throttled: asked too often; refused for certain, try later
 * - configuring: the gateway or connection is applying an earlier change; observe until it is done
 * - conflict: another change is under way or got in first; observe, then decide again
 * - invalid: the request can never succeed as it is
 * - unsupported: this gateway, region or endpoint cannot do it
 * - billing: the account has to be paid first
 * - transient: it may work a moment later
 * - configuration: a setting on this side is missing or wrong (region, endpoint, certificate trust)
 * - unknown: none of the above is known to be true
 */
export type Category =
  | "notFound"
  | "forbidden"
  | "credentials"
  | "throttled"
  | "configuring"
  | "conflict"
  | "invalid"
  | "unsupported"
  | "billing"
  | "transient"
  | "configuration"
  | "unknown";

/** What to do about a failure: try again after a pause, return to the caller who waits by observing, or give up. */
export type RetryAdvice = "backoff" | "observe" | "no";

/** All that an ApiError says; every text in it is already free of secrets. */
export interface ApiErrorFields {
  readonly action: string;
  readonly code: string;
  readonly category: Category;
  readonly retry: RetryAdvice;
  /** The service's own words, scrubbed. */
  readonly serverMessage: string;
  /** What the user should do. */
  readonly hint: string;
  readonly httpStatus?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The request may have reached the service. */
  readonly sent: boolean;
  /** A change that was asked for may or may not have happened. */
  readonly outcomeUnknown: boolean;
}

/** A call of the API failed. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly action: string;
  readonly code: string;
  readonly category: Category;
  readonly retry: RetryAdvice;
  readonly serverMessage: string;
  readonly hint: string;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly sent: boolean;
  readonly outcomeUnknown: boolean;
  readonly #fields: ApiErrorFields;

  constructor(fields: ApiErrorFields) {
    super(describe(fields));
    this.#fields = fields;
    this.action = fields.action;
    this.code = fields.code;
    this.category = fields.category;
    this.retry = fields.retry;
    this.serverMessage = fields.serverMessage;
    this.hint = fields.hint;
    this.httpStatus = fields.httpStatus;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
    this.sent = fields.sent;
    this.outcomeUnknown = fields.outcomeUnknown;
  }

  /** The same failure, where more is known about its effect than the failing try alone can tell. */
  withOutcomeUnknown(outcomeUnknown: boolean): ApiError {
    return this.outcomeUnknown === outcomeUnknown ? this : new ApiError({ ...this.#fields, outcomeUnknown });
  }
}

/** A setting is missing or wrong; the message names the key and the environment variables that set it. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly category: Category = "configuration";
}

/** No usable credentials; the message lists by name what was tried, and nothing secret. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
  readonly category: Category = "credentials";
}

/** The category of anything that was thrown; undefined when it is not an error of this folder. */
export function categoryOf(error: unknown): Category | undefined {
  const hasCategory =
    error instanceof ApiError || error instanceof ConfigurationError || error instanceof CredentialsError;
  return hasCategory ? error.category : undefined;
}

function describe(fields: ApiErrorFields): string {
  const details = [
    fields.httpStatus === undefined ? undefined : String(fields.httpStatus),
    fields.requestId === undefined ? undefined : `request ${fields.requestId}`,
  ].filter((detail) => detail !== undefined);
  const where = details.length === 0 ? "" : ` (${details.join(", ")})`;
  const said = fields.serverMessage === "" ? "" : `: ${endSentence(fields.serverMessage)}`;
  return `${fields.action} failed: ${fields.code}${where}${said === "" ? "." : said} ${fields.hint}`.trim();
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
