/** The weakest tunnel of each VPN gateway: the one about which the rules of algorithms and keys find the worst. */

import type { Severity } from "@pulumi/policy";
import type { ResourceRule } from "../rule/rule";
import { ALL_RULES } from "../rules";
import { resourceName, stackName } from "../report";
import { latestTunnels } from "../subjects/latest-tunnels";
import { Ledger, firstText, read } from "../subjects/reading";
import type { JudgedResource } from "../subjects/resource";
import { stackOf } from "../subjects/stack";
import type { StackTunnel } from "../subjects/stack";
import { gatewayNames } from "../subjects/stack-gateways";

export interface Weakness {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface WeakestTunnel {
  /** The id of the VPN gateway, or its name and stack where the id is not stored. */
  readonly gateway: string;
  readonly stack: string;
  readonly urn: string;
  readonly tunnel: string;
  /** The worst first; exempt ones too, as an exemption makes no tunnel stronger. */
  readonly weaknesses: readonly Weakness[];
}

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

const RULES = ALL_RULES.filter(
  (rule): rule is ResourceRule =>
    rule.scope === "resource" && rule.level !== "disabled" && ["algorithms", "keys"].includes(rule.group),
);

/** One for each gateway that has a tunnel with a finding. */
export function weakestTunnels(resources: readonly JudgedResource[]): readonly WeakestTunnel[] {
  const stack = stackOf(resources, new Ledger());
  const nameOf = gatewayNames(stack);
  const found = weaknessesOf(resources);
  const weakest = new Map<string, { readonly one: StackTunnel; readonly weaknesses: readonly Weakness[] }>();
  for (const one of stack.connections.flatMap(({ tunnels }) => latestTunnels(tunnels))) {
    const gateway = nameOf(one.vpnGateway);
    const weaknesses = found(one);
    if (gateway === undefined || weaknesses.length === 0) continue;
    const before = weakest.get(gateway);
    if (before === undefined || isWeaker(weaknesses, before.weaknesses)) weakest.set(gateway, { one, weaknesses });
  }
  return [...weakest].map(
    ([
      gateway,
      {
        one: { tunnel, resource },
        weaknesses,
      },
    ]) => ({
      gateway: gatewayText(gateway, resources),
      stack: stackName(resource.urn),
      urn: resource.urn,
      tunnel: tunnel.label,
      weaknesses,
    }),
  );
}

function weaknessesOf(resources: readonly JudgedResource[]): (one: StackTunnel) => readonly Weakness[] {
  const byPart = new Map<string, Weakness[]>();
  const partOf = (urn: string, label = ""): string => `${urn} ${label}`;
  for (const resource of resources)
    for (const rule of RULES)
      for (const { message, about } of rule.evaluate(resource, {}).violations) {
        const { name, title, severity } = rule;
        const part = partOf(resource.urn, about);
        byPart.set(part, [...(byPart.get(part) ?? []), { rule: name, title, severity, message }]);
      }
  return ({ tunnel, resource }) =>
    // A finding about both tunnels of a pair is one about each.
    [tunnel.label, ...(tunnel.pairLabel === undefined ? [] : [tunnel.pairLabel])]
      .flatMap((label) => byPart.get(partOf(resource.urn, label)) ?? [])
      .sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

/** Whether a tunnel has more of the worst severity, or as many and more of the next. */
function isWeaker(one: readonly Weakness[], other: readonly Weakness[]): boolean {
  for (const severity of SEVERITIES) {
    const [own, others] = [one, other].map((list) => list.filter((each) => each.severity === severity).length);
    if (own !== others) return Number(own) > Number(others);
  }
  return false;
}

/** The id of a gateway that has a resource in one of the stacks, and stands under its URN. */
function gatewayText(gateway: string, resources: readonly JudgedResource[]): string {
  const resource = resources.find(({ urn }) => urn === gateway);
  if (resource === undefined) return gateway;
  return firstText(read(resource.props, ["id"])) ?? `${resourceName(gateway)} (${stackName(gateway)})`;
}
