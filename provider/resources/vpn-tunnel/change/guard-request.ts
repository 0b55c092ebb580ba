import type { Observation } from "../observation";
import { guardAdoption, guardBgp, guardDrift, guardKey, guardReversal, guardShangMi } from "./guards";
import type { Request } from "./step";
import { deltaOf, type Target } from "./target";

/** What is refused because of the tunnel and its target alone, whatever else the operation does. */

/** @throws TunnelError "refused" */
export function guardRequest({ before, delta }: Request, target: Target): void {
  if (target.driftBaseline) guardDrift(target.driftBaseline, target.wanted(before.values), before);
  guardShangMi(delta);
  guardKey(delta);
  guardBgp(delta, before, target.isSecret);
  if (target.reversal) guardReversal(delta, { ...target.assumed, ...before.values }, target.reversal);
}

/**
 * The same for a tunnel whose turn comes later: where it will be refused, nothing is sent to the tunnel before it
 * either.
 * @throws TunnelError "refused"
 */
export function guardBeforehand(target: Target, seen: Observation): void {
  if (target.verifyOnly) {
    guardAdoption(target.wanted(seen.values), seen, target.isSecret);
    return;
  }
  const delta = deltaOf(target, seen);
  if (delta.differing.length > 0) guardRequest({ before: seen, delta }, target);
}
