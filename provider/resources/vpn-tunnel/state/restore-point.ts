import { sameValue } from "../../../core/diff";
import { blockOf, fieldsOf, type Values } from "../../../core/field";
import type { Scalar } from "../../../core/scalar";
import { isProperties, pick, type Properties } from "../../../core/property-tree";
import { isScalar } from "../../../core/scalar";
import { vpnTunnelTable } from "../table/fields";
import { PSK } from "../psk-source";

/** A setting that a resource changed on its tunnel; a value that is not known, or was not set, is missing. */
export interface ChangedSetting {
  /** Before the first change. */
  readonly found?: Scalar;
  /** After the last one. */
  readonly left?: Scalar;
}

/** What a resource changed on its tunnel since it was adopted, by path: enough to put it back one day. */
export type RestorePoint = Readonly<Record<string, ChangedSetting>>;

/** The values that putting back comes to, and what cannot be put back. */
export interface Restoring {
  readonly values: Values;
  /** Changed by somebody else since: left alone. */
  readonly drifted: readonly string[];
  /** Without a value when they were found: the API has no way to unset them. */
  readonly unset: readonly string[];
}

/**
 * Adds a change to what is known; a setting that is again as it was found is forgotten.
 * @param before Values before the change, with withheld ones as far as they are known.
 * @param after Values after it, in the same way.
 * @param keepsKeys False: no value of a secret may be kept, only that it was changed.
 */
export function remember(point: RestorePoint, before: Values, after: Values, keepsKeys: boolean): RestorePoint {
  const next: Record<string, ChangedSetting> = { ...point };
  for (const { path, secret } of fieldsOf(vpnTunnelTable, "setting")) {
    const now = after[path];
    const entry = next[path];
    if (secret && !keepsKeys) {
      if (entry !== undefined || !sameValue(vpnTunnelTable, path, before[path], now)) next[path] = {};
      continue;
    }
    if (now === undefined || sameValue(vpnTunnelTable, path, before[path], now)) continue;
    const found = entry === undefined ? before[path] : entry.found;
    if (found !== undefined && sameValue(vpnTunnelTable, path, found, now)) delete next[path];
    else next[path] = { ...(found === undefined ? {} : { found }), left: now };
  }
  return next;
}

/**
 * Values without those that the API derives by itself from another one of them, as far as they travel with the key:
 * where the key is not known, their block cannot be sent.
 */
export function withoutDerivedInKeyBlock(values: Values): Values {
  const fields = fieldsOf(vpnTunnelTable, "setting");
  const keyBlock = fields.filter((field) => field.path === PSK).map(blockOf)[0];
  const derived = fields.filter(
    (field) => blockOf(field) === keyBlock && field.derivedFrom !== undefined && field.derivedFrom.path in values,
  );
  return pick(values, (path) => !derived.some((field) => field.path === path));
}

/** What is to be put back on a tunnel as it is now. */
export function restoring(point: RestorePoint, live: Values): Restoring {
  const values: Record<string, Scalar> = {};
  const drifted: string[] = [];
  const unset: string[] = [];
  for (const [path, { found, left }] of Object.entries(point)) {
    const now = live[path];
    // It is back already: an earlier try got this far.
    if (now !== undefined && found !== undefined && sameValue(vpnTunnelTable, path, found, now)) continue;
    if (now !== undefined && left !== undefined && !sameValue(vpnTunnelTable, path, left, now)) drifted.push(path);
    else if (found === undefined) unset.push(path);
    else values[path] = found;
  }
  return { values, drifted, unset };
}

/** A stored restore point; empty where nothing was changed. */
export function restorePointIn(stored: unknown): RestorePoint {
  if (!isProperties(stored)) return {};
  const settings = fieldsOf(vpnTunnelTable, "setting").map((field) => field.path);
  return Object.fromEntries(
    Object.entries(stored).flatMap(([path, entry]) =>
      settings.includes(path) && isProperties(entry) ? [[path, changedIn(entry)]] : [],
    ),
  );
}

function changedIn({ found, left }: Properties): ChangedSetting {
  return { ...(isScalar(found) ? { found } : {}), ...(isScalar(left) ? { left } : {}) };
}
