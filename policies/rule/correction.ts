/**
 * Corrections of declared values. A rule corrects only where its level is `remediate` and its own setting `correct` is
 * on, so that `{"all": "remediate"}` changes nothing; and only a VpnTunnel or VpnTunnelPair, which change one tunnel
 * after the other. A connection of @pulumi/alicloud sends both tunnels at once.
 */

import { pathText, read } from "../subjects/reading";
import type { Path, Scalar } from "../subjects/reading";
import type { Tunnel } from "../subjects/tunnel";
import type { FieldName } from "../subjects/tunnel-fields";
import { flag } from "./settings";

/** The setting of every rule that can correct. */
export const CORRECT = flag(
  false,
  "Whether the level remediate corrects the declared value. Only values that leave the peer device as it is are " +
    "corrected.",
);

/** The value that a declared one becomes. */
export interface Correction {
  readonly field: FieldName;
  readonly value: Scalar;
}

/** Corrects declared values in place; true when it changed something. */
export function correctDeclared(
  tunnels: readonly Tunnel[],
  correctionOf: (tunnel: Tunnel) => Correction | undefined,
): boolean {
  const own = tunnels.filter((tunnel) => tunnel.own !== undefined);
  const wanted = own.map((tunnel) => ({ tunnel, correction: correctionOf(tunnel) }));
  return wanted
    .map(({ tunnel, correction }) => {
      if (correction === undefined || tunnel.isDeclared(correction.field) !== true) return false;
      const path = tunnel.declaredPath(correction.field);
      // Both tunnels of a pair may share the declared value: it changes only if it is right for both.
      const isAgreed = wanted.every(
        (other) =>
          pathText(other.tunnel.declaredPath(correction.field)) !== pathText(path) ||
          other.correction?.value === correction.value,
      );
      return isAgreed && write(tunnel.resource.props, path, correction.value);
    })
    .includes(true);
}

/** Writes into the existing object. A copy of it would lose the marks of secrets and of unknown values. */
function write(root: unknown, path: Path, value: Scalar): boolean {
  const parent = read(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent.state !== "known" || typeof parent.value !== "object" || parent.value === null || last === undefined)
    return false;
  return Reflect.set(parent.value, last, value);
}
