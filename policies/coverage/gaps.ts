/** The values of a resource that the rules of a pack could not judge, and why. */

import type { Rule } from "../rule/rule";
import { ownTunnelsOf } from "../subjects/own-tunnels";
import { pathText } from "../subjects/reading";
import type { Gap } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";
import { CUSTOMER_GATEWAY, VPN_GATEWAY } from "../subjects/stack";
import type { NotRead } from "../subjects/vpn-tunnel";

export interface Gaps {
  readonly notRead: NotRead | undefined;
  /** Properties that are neither declared nor found in force. */
  readonly missing: readonly string[];
  /** Properties that have a value which a rule could not judge. */
  readonly unreadable: readonly Required<Gap>[];
}

/** Asks each rule for the values that it could not judge. */
export function gapsOf(rules: readonly Rule[], resource: JudgedResource): Gaps {
  const outcomes = rules.map((rule) =>
    rule.scope === "resource" ? rule.evaluate(resource, {}) : rule.evaluate([resource], {}),
  );
  const gaps = outcomes.flatMap(({ notJudged }) => notJudged);
  const comparesTunnels = rules.some(({ scope }) => scope === "stack");
  const gateways = comparesTunnels ? missingGateways(resource) : [];
  const unreadable = new Map<string, Required<Gap>>();
  for (const { what, why } of gaps) if (why !== undefined) unreadable.set(`${what} ${why}`, { what, why });
  return {
    notRead: notReadOf(resource),
    missing: [...new Set([...gaps.flatMap(({ what, why }) => (why === undefined ? [what] : [])), ...gateways])].sort(),
    unreadable: [...unreadable.values()].sort((one, other) => (one.what < other.what ? -1 : 1)),
  };
}

/**
 * Why a live tunnel was not read; undefined where each was, and for a resource without a live tunnel. An outage goes
 * before other reasons, because it stops.
 */
export function notReadOf(resource: JudgedResource): NotRead | undefined {
  const reasons = ownTunnelsOf(resource).map(({ notRead }) => notRead);
  return reasons.includes("outage") ? "outage" : reasons.find((reason) => reason !== undefined);
}

/** Asked here, because a rule over a stack reads a tunnel's gateways only where there is another tunnel. */
function missingGateways(resource: JudgedResource): readonly string[] {
  return ownTunnelsOf(resource).flatMap((values) => {
    const gateways = [
      [VPN_GATEWAY, values.connection("vpnGatewayId")],
      [pathText(values.place(CUSTOMER_GATEWAY)), values.value(CUSTOMER_GATEWAY).reading],
    ] as const;
    return gateways.flatMap(([what, reading]) => (reading.state === "absent" ? [what] : []));
  });
}
