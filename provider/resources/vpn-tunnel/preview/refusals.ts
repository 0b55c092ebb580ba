import type { Delta } from "../../../core/delta";
import type { Values } from "../../../core/field";
import { guardBgp, guardDrift, guardKey, type DriftBaseline } from "../change/guards";
import type { Observation } from "../observation";
import { TunnelError } from "../tunnel-error";

/**
 * What `up` would refuse as the tunnel is now, a line for each reason: by then another resource of the program, or a
 * person, may have seen to it.
 * @param isKeyOpen True where nobody knows here which key is declared.
 * @param isSecret True for a value that no text may show.
 * @param undrifted Declared settings as they are stored, where a drift from them is refused.
 */
export function refusals(
  change: Delta,
  declared: Values,
  observation: Observation,
  isKeyOpen: boolean,
  isSecret: (path: string) => boolean,
  undrifted?: DriftBaseline,
): readonly string[] {
  const guards = [
    () => (isKeyOpen ? undefined : guardKey(change)),
    () => guardBgp(change, observation, isSecret),
    () => (undrifted === undefined ? undefined : guardDrift(undrifted, declared, observation)),
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
