import { sameValue } from "../../../core/diff";
import type { Values } from "../../../core/field";
import type { Scalar } from "../../../core/scalar";
import { pick } from "../../../core/property-tree";
import { vpnTunnelTable } from "../table/fields";
import type { DriftBaseline } from "./guards";
import { isSetting } from "../table/path-kinds";
import { isDeclaredKey, isLiveKey, proofOf } from "../state/psk-proof";
import { onlyKey, PSK, withoutKey } from "../psk-source";
import { remember, type RestorePoint } from "../state/restore-point";
import type { Bookkeeping, TunnelState } from "../state/shape";
import { isSecretIn } from "../state/tunnel-state";
import type { ValueChange } from "./target";

/** What is known of a tunnel from earlier operations, beside what is declared of it now. */
export interface History {
  /** Settings as declared, the key that is referred to among them. */
  readonly declared: Values;
  /** The key that the declaration refers to, where it does: it is not to be stored. */
  readonly key: string | undefined;
  /** Undefined where the tunnel is adopted now. */
  readonly stored: TunnelState | undefined;
  /** Undefined where a version that kept none adopted the tunnel. */
  readonly point: RestorePoint | undefined;
  /** The key in force as far as an earlier operation knows. */
  readonly assumed: Values;
}

/** The key in force as far as an earlier operation knows, for comparing where the API withholds the live one. */
export function assumedKeys(stored: TunnelState | undefined, declaredKey: Scalar | undefined): Values {
  if (stored === undefined) return {};
  const { pskProof } = stored;
  if (pskProof === undefined) return onlyKey(stored.values);
  return typeof declaredKey === "string" && isLiveKey(pskProof, declaredKey) ? { [PSK]: declaredKey } : {};
}

/**
 * Declared settings as an earlier operation stored them.
 * @param isSecretNow True for a value that the program calls secret by now.
 */
export function driftBaseline(stored: TunnelState, isSecretNow: (path: string) => boolean): DriftBaseline {
  const { values, declared, pskProof, restorePoint = {} } = stored;
  // Where nobody knows which key is in force, none counts as somebody else's.
  const isKeyKnown = pskProof !== undefined && pskProof.live !== "";
  return {
    values: pick(values, (path) => isSetting(path) && declared.includes(path)),
    sent: (path) => restorePoint[path]?.left,
    isKey: isKeyKnown ? (live) => isLiveKey(pskProof, live) : undefined,
    isSecret: (path) => isSecretNow(path) || isSecretIn(stored, path),
  };
}

/**
 * True where the key that is referred to is the one that was found: putting it back after drift needs no stored key.
 */
export function isKeyAsFound({ key, stored, point }: History): boolean {
  const proof = stored?.pskProof;
  return key !== undefined && proof !== undefined && isDeclaredKey(proof, key) && point?.[PSK] === undefined;
}

/** What is to be stored beside the values of the tunnel. */
export function bookkeepingAfter(
  history: History,
  change: ValueChange,
  isKeyUncertain: boolean,
  salt: () => string,
): Bookkeeping {
  const { declared, key, stored, point, assumed } = history;
  const keyBefore = isKeyAsFound(history) ? key : (change.before[PSK] ?? assumed[PSK]);
  const keyAfter = change.sent.includes(PSK) ? (change.after[PSK] ?? declared[PSK]) : keyBefore;
  const before = withKey(foundBefore(history, change), keyBefore);
  const restorePoint = point && remember(point, before, withKey(change.after, keyAfter), key === undefined);
  if (key === undefined) return { restorePoint };
  const live = isKeyUncertain ? undefined : String(change.after[PSK] ?? key);
  return { restorePoint, pskProof: proofOf(stored?.pskProof?.salt ?? salt(), key, live) };
}

/**
 * Values from before our change. What came true without being stored was a change of ours whose run was killed, or
 * whose answer was lost: what was stored before it is what was found.
 */
function foundBefore({ declared, stored }: History, { before }: ValueChange): Values {
  if (stored === undefined) return before;
  const cameTrue = (path: string): boolean =>
    isSetting(path) &&
    path !== PSK &&
    sameValue(vpnTunnelTable, path, before[path], declared[path]) &&
    !sameValue(vpnTunnelTable, path, before[path], stored.values[path]);
  return { ...before, ...pick(stored.values, (path) => path in declared && cameTrue(path)) };
}

function withKey(values: Values, key: Scalar | undefined): Values {
  const rest = withoutKey(values);
  return key === undefined ? rest : { ...rest, [PSK]: key };
}
