/** The values of a resource that the rules of a pack could not judge, and why. */

import type { Rule } from "../rule/rule";
import type { Gap } from "../subjects/reading";
import { VPN_TUNNEL_TYPE } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";
import { CUSTOMER_GATEWAY, VPN_GATEWAY } from "../subjects/stack";
import { vpnTunnelValues } from "../subjects/vpn-tunnel";
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
  const isTunnel = resource.type === VPN_TUNNEL_TYPE;
  const comparesTunnels = rules.some(({ scope }) => scope === "stack");
  const gateways = isTunnel && comparesTunnels ? missingGateways(resource.props) : [];
  const unreadable = new Map<string, Required<Gap>>();
  for (const { what, why } of gaps) if (why !== undefined) unreadable.set(`${what} ${why}`, { what, why });
  return {
    notRead: notReadOf(resource),
    missing: [...new Set([...gaps.flatMap(({ what, why }) => (why === undefined ? [what] : [])), ...gateways])].sort(),
    unreadable: [...unreadable.values()].sort((one, other) => (one.what < other.what ? -1 : 1)),
  };
}

/** Why the live tunnel was not read; undefined where it was, and for a resource without a live tunnel. */
export function notReadOf({ type, props }: JudgedResource): NotRead | undefined {
  return type === VPN_TUNNEL_TYPE ? vpnTunnelValues(props).notRead : undefined;
}

/** Asked here, because a rule over a stack reads a tunnel's gateways only where there is another tunnel. */
function missingGateways(props: unknown): readonly string[] {
  const values = vpnTunnelValues(props);
  const gateways = [
    [VPN_GATEWAY, values.connection("vpnGatewayId")],
    [CUSTOMER_GATEWAY, values.value(["customerGatewayId"]).reading],
  ] as const;
  return gateways.flatMap(([what, reading]) => (reading.state === "absent" ? [what] : []));
}
