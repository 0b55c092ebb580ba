/** VpnTunnelPairs, to be changed in the one place that a test is about. */

import { observed, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { SHARING, inForm } from "./forms";
import type { GivenResource } from "./policy-runner";

/** A VpnTunnelPair that breaks no rule. */
export function vpnTunnelPair(changes: Props = {}): GivenResource {
  const made = inForm(SHARING, vpnTunnel({}, "hq-pair"));
  return { ...made, props: { ...made.props, ...changes } };
}

/** A pair that declares only what is given, with these values in force on its tunnels. */
export function pair(declared: Props, inForce: { master?: Props; slave?: Props } = {}, name = "office"): GivenResource {
  const { type, props } = vpnTunnelPair({
    enableDpd: undefined,
    enableNatTraversal: undefined,
    preSharedKey: undefined,
    tunnelIkeConfig: undefined,
    tunnelIpsecConfig: undefined,
    tunnelBgpConfig: undefined,
    master: undefined,
    slave: undefined,
    observed: {
      master: observed(inForce.master),
      slave: observed({ role: "slave", tunnelId: "tun-b", ...inForce.slave }),
    },
    ...declared,
  });
  return { type, name, props };
}
