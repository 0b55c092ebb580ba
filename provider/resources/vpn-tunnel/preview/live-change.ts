import { adoption, type Adoption } from "../../../core/adoption";
import { fieldAt, type Values } from "../../../core/field";
import { outageReason } from "../change/alone";
import { probeIn } from "../change/care";
import { unprovenText } from "../change/proof";
import { carriesTraffic, type Observation } from "../observation";
import { vpnTunnelTable } from "../table/fields";

/** A declaration beside the live tunnel that it is for. */
export interface DeclaredAndLive {
  /** The declared values, with the key that they refer to. */
  readonly declared: Values;
  readonly unknown: ReadonlySet<string>;
  readonly live: Values;
  /** True for a value that no text may show. */
  readonly isSecret: (path: string) => boolean;
}

/** Lists what a change does to the live tunnel: a line for each setting, and one for the effect on traffic. */
export function changeLines(compared: DeclaredAndLive): {
  readonly lines: readonly string[];
  readonly isUnchanged: boolean;
  readonly counts: Pick<Adoption, "same" | "unknown">;
} {
  const { declared, unknown, live, isSecret } = compared;
  const plan = adoption(vpnTunnelTable, declared, unknown, live, isSecret);
  const rest = restLine(plan);
  const lines = [...plan.changes.map(({ text }) => text), ...consequence(plan)];
  return {
    lines: [...lines, ...(rest === "" ? [] : [rest])],
    isUnchanged: plan.changes.length === 0 && plan.unknown === 0,
    counts: plan,
  };
}

/** Counts the settings that are as declared already, and those that are not known yet; empty where there are none. */
export function restLine({ same, unknown }: Pick<Adoption, "same" | "unknown">): string {
  return [same > 0 ? `${same} already as declared` : "", unknown > 0 ? `${unknown} not known yet` : ""]
    .filter((part) => part !== "")
    .join(", ");
}

/** Settings for which the reference does not say whether a change renegotiates the tunnel. */
const OF_UNKNOWN_EFFECT = /^(?:enableDpd|tunnelBgpConfig\..+)$/u;

/** Settings that need not be the same on the device. */
const OF_THIS_SIDE = /^tunnel(?:Ike|Ipsec)Config\.(?:ike|ipsec)Lifetime$/u;

/** The effect of the change on traffic. */
function consequence({ changes, unknown }: Adoption): readonly string[] {
  if (changes.length === 0 && unknown === 0) return ["no interruption: nothing is sent"];
  if (changes.length === 0) return ["not known yet whether anything is sent"];
  if (changes.every(({ path }) => OF_UNKNOWN_EFFECT.test(path)))
    return ["may interrupt traffic: the API reference does not say whether this renegotiates"];
  if (changes.every(({ path }) => OF_THIS_SIDE.test(path)))
    return ["renegotiates: a short interruption; the device need not have the same lifetime"];
  return ["renegotiates: down until the device has the same"];
}

/**
 * What a change means for traffic beyond the renegotiation: an outage that is accepted, and that nothing will prove
 * that traffic passes again. A pair says both once for its two tunnels.
 */
export function trafficLines(observation: Observation, declared: Values, isOfPair: boolean): readonly string[] {
  if (isOfPair) return [];
  const reason = declared["whenAlone"] === "change" ? outageReason(observation) : undefined;
  const unproven = carriesTraffic(observation) ? unprovenText(observation.connection, probeIn(declared)) : undefined;
  return [
    ...(reason === undefined ? [] : [`OUTAGE: ${reason}, and whenAlone is "change"`]),
    ...(unproven === undefined ? [] : [unproven]),
  ];
}

/**
 * Lists the settings that the program stopped declaring. Nothing is sent, and the provider leaves them alone from now
 * on.
 */
export function releasedLines(
  before: readonly string[],
  declared: Values,
  unknown: ReadonlySet<string>,
): readonly string[] {
  return before
    .filter(
      (path) => fieldAt(vpnTunnelTable, path)?.kind === "setting" && declared[path] === undefined && !unknown.has(path),
    )
    .map((path) => `${path} is no longer managed: the tunnel keeps what it has`);
}
