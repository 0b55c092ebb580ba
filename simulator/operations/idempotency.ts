import { createHash } from "node:crypto";
import { apiError, illegal } from "../api/error";
import { isRpcParameter } from "../api/rpc-parameters";
import type { Params } from "../http/request";
import type { RememberedToken } from "../model/change";

/** At least as many are kept, and at most twice as many: a bound on the memory of a simulator that runs for weeks. */
const KEPT = 10_000;

/**
 * ClientToken: "same token and same parameters after a success: the same result and no effect; same token and different
 * parameters: IdempotentParameterMismatch". A call that failed did nothing, so its token is free again.
 */
export class Idempotency {
  private current = new Map<string, RememberedToken>();
  private previous = new Map<string, RememberedToken>();

  /**
   * The token of a request; undefined where none was given ("the system automatically uses the value of RequestId").
   */
  token(params: Params): string | undefined {
    const token = params.get("ClientToken");
    if (token === undefined || token === "") return undefined;
    if (token.length > 64) throw illegal("ClientToken", "at most 64 characters");
    // oxlint-disable-next-line no-control-regex -- "The client token can contain only ASCII characters."
    if (!/^[\x00-\x7f]*$/.test(token)) throw illegal("ClientToken", "ASCII characters only");
    return token;
  }

  recall(account: string, token: string, fingerprint: string): string | undefined {
    const key = `${account}/${token}`;
    const one = this.current.get(key) ?? this.previous.get(key);
    if (!one) return undefined;
    if (one.fingerprint !== fingerprint) throw apiError("IdempotentParameterMismatch");
    return one.json;
  }

  remember(account: string, token: string, fingerprint: string, json: string): RememberedToken {
    const remembered: RememberedToken = { key: `${account}/${token}`, fingerprint, json };
    this.restore(remembered);
    return remembered;
  }

  all(): RememberedToken[] {
    return [...this.previous.values(), ...this.current.values()];
  }

  restore(remembered: RememberedToken): void {
    this.current.set(remembered.key, remembered);
    if (this.current.size < KEPT) return;
    this.previous = this.current;
    this.current = new Map();
  }
}

/** All that makes two requests the same request: not the signature, not the token, not the order. */
export function fingerprintOf(action: string, params: Params): string {
  const pairs = [...params].filter(([name]) => !isRpcParameter(name) && name !== "ClientToken");
  const text = JSON.stringify([action, pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]);
  return createHash("sha256").update(text).digest("hex");
}
