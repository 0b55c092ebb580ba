import type { Delta } from "../../../core/delta";
import type { Values } from "../../../core/field";
import { guardBgp, guardDrift, guardKey, type DriftBaseline } from "../change/guards";
import type { Observation } from "../observation";
import { TunnelError } from "../tunnel-error";

/**
 * Lists the reasons for which `up` would refuse the change as the tunnel is now. They do not stop the preview, because
 * another resource of the program, or a person, may remove them before `up`.
 * @param isKeyOpen True where it is not known here which key is declared.
 * @param isSecret True for a value that no text may show.
 * @param driftBaseline The stored values of declared settings, where drift from them is refused.
 */
export function refusals(
  change: Delta,
  declared: Values,
  observation: Observation,
  isKeyOpen: boolean,
  isSecret: (path: string) => boolean,
  driftBaseline?: DriftBaseline,
): readonly string[] {
  const guards = [
    () => (isKeyOpen ? undefined : guardKey(change)),
    () => guardBgp(change, observation, isSecret),
    () => (driftBaseline === undefined ? undefined : guardDrift(driftBaseline, declared, observation)),
  ];
  return guards.flatMap((guard) => {
    try {
      guard();
      return [];
    } catch (error) {
      if (!(error instanceof TunnelError)) throw error;
      return [`as the tunnel is now, up would refuse this: ${error.message}`];
    }
  });
}
