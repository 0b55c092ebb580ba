import { ALIBABA_API, cite } from "../../rule/citation";
import { pairRule } from "../../rule/rule-kinds";
import { read } from "../../subjects/reading";

export const rolloutComplete = pairRule({
  name: "alicloud-vpn-connection-rollout-complete",
  title: "Unfinished roll-out",
  description:
    "A VpnTunnelPair should not stay at the first stage of a roll-out, where one tunnel keeps its old values.",
  group: "operations",
  severity: "low",
  level: "advisory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, TunnelId",
    "describes",
    "a call that changes one tunnel, so that the tunnels of a connection differ between two calls",
  ),
  remediationSteps:
    "Look whether the first tunnel carries traffic with its new values. " +
    "Then set rollout.stage to both, or remove it, so that the other tunnel gets them too.",
  settings: {},
  judge({ resource, ledger }, _config, violate) {
    const stage = read(resource.props, ["rollout", "stage"]);
    if (stage.state === "unknown") ledger.noteUnknown(stage);
    if (stage.state !== "known" || stage.value !== "first") return;
    violate(
      'rollout.stage is "first", so only one tunnel gets what is declared; allowed: "both". ' +
        'Set rollout.stage to "both" to finish the roll-out.',
      { path: "rollout.stage", value: "first", allowed: "both" },
    );
  },
});
