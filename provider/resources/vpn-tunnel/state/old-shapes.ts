import { flatten, type Properties } from "../../../core/property-tree";
import { ALL_DECLARED } from "../../../core/secret";
import { vpnTunnelTable } from "../table/fields";
import { proofIn } from "./psk-proof";
import { PSK } from "../psk-source";
import { restorePointIn } from "./restore-point";
import { objectIn, placeIn, textsIn, type TunnelState } from "./shape";

/**
 * Readers of every shape that was stored before `bookkeeping`; nothing writes them any more. By `stateVersion`:
 * 1: values in their groups, beside them `declared` as a list; nobody kept what was found at adoption.
 * 2: the same with `restorePoint`, which is missing where it is empty.
 * 3 and 4: the same two; effective values are in the JSON text `live`, declared paths in a text with commas.
 * 5 and 6: the same two; everything is in `live` but the key, the options and what is secret.
 */
const WITH_RESTORE_POINT: ReadonlySet<unknown> = new Set([2, 4, 6]);

/** The state in outputs of an earlier shape; those of a resource that was only looked up declare nothing. */
export function readOldShape(outputs: Properties): TunnelState {
  const live = objectIn(outputs["live"]) ?? {};
  // Shapes 1 to 4 have what is remembered beside all else.
  const kept = objectIn(live["kept"]) ?? outputs;
  const { stateVersion, unconfirmed } = kept;
  const { preSharedKey } = outputs;
  const declared = declaredIn(kept);
  const { [PSK]: keyInGroup, ...values } = { ...flatten(vpnTunnelTable, live), ...flatten(vpnTunnelTable, outputs) };
  const key = typeof preSharedKey === "string" ? preSharedKey : keyInGroup;
  return {
    values: key !== undefined && declared.includes(PSK) ? { ...values, [PSK]: key } : values,
    key: typeof key === "string" ? key : undefined,
    declared,
    place: placeIn(live) ?? placeIn(outputs),
    // None of them says what the program calls secret.
    secretPaths: stateVersion === undefined ? [] : ALL_DECLARED,
    restorePoint: WITH_RESTORE_POINT.has(stateVersion) ? restorePointIn(outputs["restorePoint"]) : undefined,
    pskProof: proofIn(outputs["pskProof"]),
    unconfirmed: typeof unconfirmed === "number" ? unconfirmed : undefined,
  };
}

function declaredIn({ declared }: Properties): readonly string[] {
  if (typeof declared === "string") return declared.split(",").filter((path) => path !== "");
  return textsIn(declared);
}
