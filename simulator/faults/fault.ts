export const faultKinds = [
  "throttle",
  "http-500",
  "http-500-code",
  "http-503",
  "html",
  "error",
  "reset-before",
  "reset-after",
  "delay",
  "truncated",
  "malformed",
  "expired-token",
  "clock-skew",
] as const;

/**
 * throttle: 400 `Throttling.User` with `x-acs-retry-after` · http-500: 500 and JSON without a Code · http-500-code: 500
 * `InternalError` · http-503: 503 `ServiceUnavailable` · html: 502 and the page of a load balancer · error: any code ·
 * reset-before / reset-after: the connection is cut before the call is carried out, or after it and before the answer ·
 * delay: the answer comes late · truncated: the connection is cut in the middle of the answer · malformed: the answer
 * is whole, and no JSON · expired-token: 400 `InvalidSecurityToken.Expired` · clock-skew: the server's time is wrong.
 */
export type FaultKind = (typeof faultKinds)[number];

export interface FaultSpec {
  readonly kind: FaultKind;
  /** The operation; absent: any. */
  readonly action?: string;
  /** Only requests that have all of these parameters with these values. */
  readonly where?: Readonly<Record<string, string>>;
  /** The first matching call that is hit, counted from 1 and from when the fault was set; 1. */
  readonly call?: number;
  /** How many calls in a row are hit; 1. `Infinity` (in JSON: 0) means until the fault is removed. */
  readonly times?: number;
  /** throttle: the value of `x-acs-retry-after`, in milliseconds; absent: 1000. 0: no header. */
  readonly retryAfterMs?: number;
  /** delay: how late; clock-skew: how wrong the time is (absent: one hour). */
  readonly ms?: number;
  /**
   * Is the call carried out before it fails? (false) For the kinds that answer an error; the others say it themselves.
   */
  readonly committed?: boolean;
  /** error, throttle: the code. */
  readonly code?: string;
  /** error, throttle: the HTTP status and the text; absent: those of the code, if it is a documented one. */
  readonly httpStatus?: number;
  readonly message?: string;
}

export interface Fault {
  readonly id: number;
  readonly spec: FaultSpec;
  /** How many calls it has hit. */
  readonly hits: number;
  readonly spent: boolean;
  remove(): void;
}

/** These do something to the real answer, or say by their name what happened before. */
const COMMITTED_KINDS: ReadonlySet<FaultKind> = new Set(["reset-after", "delay", "truncated", "malformed"]);

export function isCommitted(spec: FaultSpec): boolean {
  if (COMMITTED_KINDS.has(spec.kind)) return true;
  return spec.kind !== "reset-before" && (spec.committed ?? false);
}
