/** Two tunnels of two connections on one VPN gateway. */

import { goodBgp, observed, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import type { GivenResource } from "./policy-runner";

export const withPsk = (psk: unknown, rest: Props = {}): Props => ({ preSharedKey: psk, ...rest });

/** Two tunnels of two connections on one VPN gateway to two peers. */
export const tunnels = (one: Props, other: Props): readonly GivenResource[] => [
  vpnTunnel(one, "first"),
  vpnTunnel(
    {
      vpnConnectionId: "vco-2",
      tunnelId: "tun-c",
      tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.20.0/30", localBgpIp: "169.254.20.1" }),
      observed: observed({
        customerGatewayId: "cgw-2",
        connectionName: "other",
        tunnelId: "tun-c",
        remoteSubnets: ["192.168.64.0/20"],
      }),
      ...other,
    },
    "second",
  ),
];

export const SAME_PEER = observed({ connectionName: "other", tunnelId: "tun-c", remoteSubnets: ["192.168.64.0/20"] });
