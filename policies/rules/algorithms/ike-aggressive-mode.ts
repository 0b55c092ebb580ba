import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { describeValue, fieldsOf } from "../../subjects/tunnel";

export const ikeAggressiveMode = tunnelRule({
  name: "alicloud-vpn-tunnel-ike-aggressive-mode",
  title: "IKEv1 aggressive mode",
  description:
    "A tunnel that negotiates with IKEv1 must not use aggressive mode, which exposes a hash of the pre-shared key.",
  group: "algorithms",
  severity: "high",
  level: "mandatory",
  ...cite(NIST_800_77, "Section 7.2.6; Table 1", "discourages", "aggressive mode, which is much weaker than main mode"),
  remediationSteps:
    "Set ikeMode to main on the tunnel and on the peer device, or better ikeVersion to ikev2, which has no such mode.",
  judges: { field: "ikeMode", allowed: ["main"] },
  settings: {},
  judge(tunnel, _config, violate) {
    // The mode has no meaning in IKEv2. The rule reads both values first, so that each unknown one is noted.
    const version = tunnel.required("ikeVersion");
    const mode = tunnel.required("ikeMode");
    if (version?.text !== "ikev1" || mode?.text !== "aggressive") return;
    violate(
      `${describeValue(mode)}, with IKEv1. Set ${mode.property} to "main", or ${version.property} to "ikev2".`,
      fieldsOf(mode, "main"),
    );
  },
});
