import { adoption, type Adoption } from "../../../core/adoption";
import { fieldAt, type Values } from "../../../core/field";
import { vpnTunnelTable } from "../table/fields";

/** A declaration and the live tunnel that it meets. */
export interface Meeting {
  /** What is declared now, the key that it refers to among it. */
  readonly declared: Values;
  readonly unknown: ReadonlySet<string>;
  readonly live: Values;
  /** True for a value that no text may show. */
  readonly isSecret: (path: string) => boolean;
}

/** What a change does to the live tunnel: a line for each setting, and what follows. */
export function changeLines(meeting: Meeting): {
  readonly lines: readonly string[];
  readonly isUnchanged: boolean;
  readonly counts: Pick<Adoption, "same" | "unknown">;
} {
  const { declared, unknown, live, isSecret } = meeting;
  const plan = adoption(vpnTunnelTable, declared, unknown, live, isSecret);
  const rest = restLine(plan);
  const lines = [...plan.changes.map(({ text }) => text), ...consequence(plan)];
  return {
    lines: [...lines, ...(rest === "" ? [] : [rest])],
    isUnchanged: plan.changes.length === 0 && plan.unknown === 0,
    counts: plan,
  };
}

/** How much of the declaration is so already, and how much nobody knows yet; empty where there is neither. */
export function restLine({ same, unknown }: Pick<Adoption, "same" | "unknown">): string {
  return [same > 0 ? `${same} already as declared` : "", unknown > 0 ? `${unknown} not known yet` : ""]
    .filter((part) => part !== "")
    .join(", ");
}

/** Settings of which the reference does not say whether a change of them renegotiates. */
const OF_UNKNOWN_EFFECT = /^(?:enableDpd|tunnelBgpConfig\..+)$/u;

/** Settings that need not be the same on the device. */
const OF_THIS_SIDE = /^tunnel(?:Ike|Ipsec)Config\.(?:ike|ipsec)Lifetime$/u;

/** What the change does to traffic. */
function consequence({ changes, unknown }: Adoption): readonly string[] {
  if (changes.length === 0 && unknown === 0) return ["no interruption: nothing is sent"];
  if (changes.length === 0) return ["not known yet whether anything is sent"];
  if (changes.every(({ path }) => OF_UNKNOWN_EFFECT.test(path)))
    return ["may interrupt traffic: the API reference does not say whether this renegotiates"];
  if (changes.every(({ path }) => OF_THIS_SIDE.test(path)))
    return ["renegotiates: a short interruption; the device need not have the same lifetime"];
  return ["renegotiates: down until the device has the same"];
}

/** Settings that the program stopped declaring: nothing is sent, and from here on the provider leaves them alone. */
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
