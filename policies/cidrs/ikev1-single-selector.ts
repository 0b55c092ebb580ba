import { ALIBABA_API, cite } from "../rule/citation";
import type { Outcome, ResourceRule } from "../rule/rule";
import { connectionOf } from "../subjects/connection";
import { Ledger } from "../subjects/resource";
import { describeValue, tunnelsOf } from "../subjects/tunnel";

/** Looks at the tunnels and at the selectors of a resource, which neither kind of ready-made rule does. */
export const ikev1SingleSelector: ResourceRule = {
  name: "alicloud-vpn-connection-ikev1-single-selector",
  title: "One network with IKEv1",
  description: "A connection that negotiates with IKEv1 must have one network on each side, as the API refuses more.",
  group: "cidrs",
  severity: "medium",
  level: "mandatory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, ModifyIkeV1WithMultiRoutes.Invalid",
    "Several networks cannot be configured with IKEv1.",
  ),
  remediationSteps: "Set ikeVersion to ikev2 on the tunnel and on the peer device, or leave one network on each side.",
  routeBased: "takes 0.0.0.0/0 for one network, which IKEv1 allows",
  settings: {},
  scope: "resource",
  evaluate(resource): Outcome {
    const ledger = new Ledger();
    const connection = connectionOf(resource, ledger);
    const tunnels = tunnelsOf(resource, ledger);
    if (connection === undefined || tunnels === undefined) {
      return { applicable: false, violations: [], unknown: [], notJudged: [] };
    }
    const several = (["local", "remote"] as const)
      .map((side) => connection.selectors(side))
      .filter((selectors) => selectors !== undefined && selectors.blocks.length > 1);
    const sides = several.map((selectors) => `${selectors?.property}: ${selectors?.blocks.join(", ")}`).join("; ");
    const violations = tunnels.flatMap((tunnel) => {
      const version = tunnel.known("ikeVersion");
      if (version?.text !== "ikev1" || several.length === 0) return [];
      const message = `${describeValue(version)}, and there are several networks (${sides}). Set it to "ikev2", or leave one network on each side.`;
      return [{ message: `${tunnel.label}: ${message}` }];
    });
    return { applicable: true, violations, unknown: ledger.unknown, notJudged: ledger.notJudged };
  },
};
