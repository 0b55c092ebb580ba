import { ALIBABA_SINGLE_TUNNEL, cite } from "../../rule/citation";
import { madeConnectionRule } from "../../rule/rule-kinds";
import { read } from "../../subjects/reading";

export const healthCheck = madeConnectionRule({
  name: "alicloud-vpn-connection-health-check",
  title: "Health check of a single tunnel",
  description:
    "A connection with a single tunnel and without BGP should have a health check, so that a dead one is noticed.",
  group: "operations",
  severity: "low",
  level: "advisory",
  ...cite(
    ALIBABA_SINGLE_TUNNEL,
    "Health Check",
    "A health check tests whether a connection reaches its other side, so that another one can take over.",
  ),
  remediationSteps:
    "Set healthCheckConfig with enable, a source address in the VPC and a destination that answers pings, or use two " +
    "tunnels.",
  settings: {},
  judge({ resource, ledger }, _config, violate) {
    const { props } = resource;
    const options = read(props, ["tunnelOptionsSpecifications", 0]);
    ledger.valueOf(options);
    if (options.state !== "absent") return;
    const [bgp, check] = [read(props, ["bgpConfig", "enable"]), read(props, ["healthCheckConfig", "enable"])];
    const isOn = [bgp, check].map((reading) => ledger.valueOf(reading)).some((value) => String(value) === "true");
    if (isOn || bgp.state === "unknown" || check.state === "unknown") return;
    violate(
      "healthCheckConfig.enable is not true, and BGP is off, so nothing notices that the only tunnel is dead. " +
        "Set healthCheckConfig.",
      { path: "healthCheckConfig.enable", allowed: "true" },
    );
  },
});
