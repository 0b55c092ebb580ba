// Every fault that the simulator has, as the matrix sets it.
import type { FaultKind, FaultSpec } from "../../simulator";
import type { SceneOptions } from "./scene";

export interface FaultCase {
  readonly name: string;
  readonly spec: FaultSpec;
  /** A single one is got over within the run. The others end the run, and the next one converges. */
  readonly passing: boolean;
  /** What the error names where the fault ends a run: the code, which says what kind of trouble it was. */
  readonly says: RegExp;
  readonly scene?: SceneOptions;
  /** Hit only changes: of a read the case would be the same as another one, or its code is none of a read's. */
  readonly onlyChanges?: true;
}

/** The least a client can wait that a busy machine still answers in. */
const PATIENCE_MS = 700;

const passing = (name: string, spec: FaultSpec, says: RegExp, scene?: SceneOptions): FaultCase => ({
  name,
  spec,
  passing: true,
  says,
  ...(scene ? { scene } : {}),
});
const passingChange = (name: string, spec: FaultSpec, says: RegExp): FaultCase => ({
  ...passing(name, spec, says),
  onlyChanges: true,
});
const ending = (name: string, spec: FaultSpec, says: RegExp): FaultCase => ({ name, spec, passing: false, says });

/** By kind, so that a kind which the simulator learns is missed here by the compiler. */
const CASES: Readonly<Record<FaultKind, readonly FaultCase[]>> = {
  throttle: [
    passing("throttled", { kind: "throttle", retryAfterMs: 0 }, /Throttling\.User/u),
    passing("throttled with x-acs-retry-after", { kind: "throttle", retryAfterMs: 3000 }, /Throttling\.User/u),
  ],
  "http-500": [
    passing("500", { kind: "http-500" }, /Http500/u),
    passingChange("500 although it was carried out", { kind: "http-500", committed: true }, /Http500/u),
  ],
  "http-500-code": [
    passing("500 InternalError", { kind: "http-500-code" }, /InternalError/u),
    passingChange(
      "500 InternalError although it was carried out",
      { kind: "http-500-code", committed: true },
      /InternalError/u,
    ),
  ],
  "http-503": [passing("503 ServiceUnavailable", { kind: "http-503" }, /ServiceUnavailable/u)],
  html: [
    passing("a web page", { kind: "html" }, /MalformedAnswer/u),
    passingChange("a web page although it was carried out", { kind: "html", committed: true }, /MalformedAnswer/u),
  ],
  error: [
    passingChange("SystemBusy", { kind: "error", code: "SystemBusy" }, /SystemBusy/u),
    passingChange("VpnTask.CONFLICT", { kind: "error", code: "VpnTask.CONFLICT" }, /VpnTask\.CONFLICT/u),
    ending("403 Forbidden", { kind: "error", code: "Forbidden", httpStatus: 403 }, /Forbidden/u),
    ending("an unknown code", { kind: "error", code: "Unheard.Of" }, /Unheard\.Of/u),
  ],
  "reset-before": [passing("a reset before", { kind: "reset-before" }, /ECONNRESET/u)],
  "reset-after": [passing("a reset after", { kind: "reset-after" }, /ECONNRESET/u)],
  delay: [
    passing("an answer that comes too late", { kind: "delay", ms: 3_600_000 }, /TimeOut/u, {
      config: { "alicloud:clientReadTimeout": String(PATIENCE_MS), "alicloud:maxRetryTimeout": "2" },
    }),
  ],
  truncated: [passing("a connection that ends in the answer", { kind: "truncated" }, /ECONNRESET/u)],
  malformed: [passing("half a JSON document", { kind: "malformed" }, /MalformedAnswer/u)],
  "expired-token": [
    ending("an expired token", { kind: "expired-token" }, /InvalidSecurityToken\.Expired/u),
    passing(
      "an expired token, and a source that has a newer one",
      { kind: "expired-token" },
      /InvalidSecurityToken\.Expired/u,
      { renewable: true },
    ),
  ],
  "clock-skew": [ending("a clock that is wrong", { kind: "clock-skew" }, /InvalidTimeStamp\.Expired/u)],
};

export const FAULT_CASES: readonly FaultCase[] = Object.values(CASES).flat();
