import { createHash } from "node:crypto";
import type { Params } from "../http/request";
import { apiError, illegal } from "./error";
import type { JsonObject } from "./json";
import { isCommon } from "./operation";

export interface RememberedToken {
  /** The account and its token. */
  readonly key: string;
  readonly fingerprint: string;
  readonly body: JsonObject;
}

/** Enough for any test, and a bound on the memory of a simulator that runs for weeks. */
const KEPT = 20_000;

/**
 * ClientToken: "same token and same parameters after a success: the same result and no effect; same token and different
 * parameters: IdempotentParameterMismatch". A call that failed did nothing, so its token is free again.
 */
export class Idempotency {
  private readonly known = new Map<string, RememberedToken>();

  /** The token of a request; undefined where none was given ("the system automatically uses the value of RequestId"). */
  token(params: Params): string | undefined {
    const token = params.get("ClientToken");
    if (token === undefined || token === "") return undefined;
    if (token.length > 64) throw illegal("ClientToken", "at most 64 characters");
    // oxlint-disable-next-line no-control-regex -- "The client token can contain only ASCII characters."
    if (!/^[\x00-\x7f]*$/.test(token)) throw illegal("ClientToken", "ASCII characters only");
    return token;
  }

  recall(account: string, token: string, fingerprint: string): JsonObject | undefined {
    const one = this.known.get(`${account}/${token}`);
    if (!one) return undefined;
    if (one.fingerprint !== fingerprint) throw apiError("IdempotentParameterMismatch");
    return one.body;
  }

  remember(account: string, token: string, fingerprint: string, body: JsonObject): RememberedToken {
    const remembered: RememberedToken = { key: `${account}/${token}`, fingerprint, body };
    this.restore(remembered);
    return remembered;
  }

  all(): RememberedToken[] {
    return [...this.known.values()];
  }

  restore(remembered: RememberedToken): void {
    this.known.set(remembered.key, remembered);
    if (this.known.size > KEPT) {
      const oldest = this.known.keys().next();
      if (!oldest.done) this.known.delete(oldest.value);
    }
  }
}

/** All that makes two requests the same request: not the signature, not the token, not the order. */
export function fingerprintOf(action: string, params: Params): string {
  const pairs = [...params].filter(([name]) => !isCommon(name) && name !== "ClientToken");
  const text = JSON.stringify([action, pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]);
  return createHash("sha256").update(text).digest("hex");
}
