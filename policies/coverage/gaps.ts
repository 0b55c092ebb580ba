/** What the rules of a pack could not judge about a resource, and why. */

import type { Rule } from "../rule/rule";
import { factsOf } from "../subjects/in-force";
import type { NotRead } from "../subjects/in-force";
import { VPN_TUNNEL_TYPE } from "../subjects/resource";
import type { Gap, JudgedResource } from "../subjects/resource";
import { CUSTOMER_GATEWAY, VPN_GATEWAY } from "../subjects/stack";

export interface Gaps {
  readonly notRead: NotRead | undefined;
  /** Properties that are neither declared nor found in force. */
  readonly missing: readonly string[];
  /** Values that are there, and that a rule could not judge. */
  readonly unreadable: readonly Required<Gap>[];
}

/** Asks each rule what it could not judge. */
export function gapsOf(rules: readonly Rule[], resource: JudgedResource): Gaps {
  const outcomes = rules.map((rule) =>
    rule.scope === "resource" ? rule.evaluate(resource, {}) : rule.evaluate([resource], {}),
  );
  const gaps = outcomes.flatMap(({ notJudged }) => notJudged);
  const isTunnel = resource.type === VPN_TUNNEL_TYPE;
  const comparesTunnels = rules.some(({ scope }) => scope === "stack");
  const ties = isTunnel && comparesTunnels ? missingTies(resource.props) : [];
  const unreadable = new Map<string, Required<Gap>>();
  for (const { what, why } of gaps) if (why !== undefined) unreadable.set(`${what} ${why}`, { what, why });
  return {
    notRead: notReadOf(resource),
    missing: [...new Set([...gaps.flatMap(({ what, why }) => (why === undefined ? [what] : [])), ...ties])].sort(),
    unreadable: [...unreadable.values()].sort((one, other) => (one.what < other.what ? -1 : 1)),
  };
}

/** Why the live tunnel was not read; undefined where it was, and for a resource that has none. */
export function notReadOf({ type, props }: JudgedResource): NotRead | undefined {
  return type === VPN_TUNNEL_TYPE ? factsOf(props).notRead : undefined;
}

/** Rules over a whole stack ask for the gateways of a tunnel only where there is another to compare it with. */
function missingTies(props: unknown): readonly string[] {
  const facts = factsOf(props);
  const ties = [
    [VPN_GATEWAY, facts.connection("vpnGatewayId")],
    [CUSTOMER_GATEWAY, facts.value(["customerGatewayId"]).reading],
  ] as const;
  return ties.flatMap(([what, reading]) => (reading.state === "absent" ? [what] : []));
}
