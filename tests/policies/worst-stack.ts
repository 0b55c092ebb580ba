/** A stack in which every tunnel is as bad as it can be, in three forms. */

import { CONNECTION_TYPE, VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";
import { STRONG_PSK, goodBgp, observed } from "./fixtures";
import type { Props } from "./fixtures";
import { SHARING } from "./forms";
import type { GivenResource } from "./policy-runner";

const LONG = "a-site-with-a-long-name-in-the-fleet";
const WEAK_KEY = STRONG_PSK.slice(0, 9);

const IKE: Props = {
  ikeVersion: "ikev1",
  ikeMode: "aggressive",
  ikeEncAlg: "des",
  ikeAuthAlg: "md5",
  ikePfs: "group1",
  ikeLifetime: 0,
};
const IPSEC: Props = { ipsecEncAlg: "des", ipsecAuthAlg: "md5", ipsecPfs: "group1", ipsecLifetime: 86_400 };
const BGP = goodBgp({ tunnelCidr: "169.254.0.0/30", localBgpIp: "10.0.0.1", localAsn: 45_104 });

/** Networks that are neither allowed nor canonical, and overlap on both sides. */
const NETWORKS = Array.from({ length: 8 }, (_, index) => `100.${64 + index}.0.1/8`);

/** The other tunnel is weak in other ways, so that the two of a connection differ everywhere. */
const other = (group: Props): Props =>
  Object.fromEntries(
    Object.entries(group).map(([name, value]) => [name, typeof value === "number" ? 60 : `${String(value)}x`]),
  );

const option = (role: string): Props => {
  const ike = role === "master" ? IKE : other(IKE);
  return {
    role,
    customerGatewayId: "cgw-1",
    enableDpd: false,
    enableNatTraversal: false,
    tunnelIkeConfig: { ...ike, psk: WEAK_KEY },
    tunnelIpsecConfig: role === "master" ? IPSEC : other(IPSEC),
    tunnelBgpConfig: BGP,
  };
};

const connection = (index: number): GivenResource => ({
  type: CONNECTION_TYPE,
  name: `${LONG}-${index}`,
  props: {
    vpnGatewayId: "vpn-1",
    localSubnets: NETWORKS,
    remoteSubnets: NETWORKS,
    tunnelOptionsSpecifications: [option("master"), option("slave")],
  },
});

const tunnel = (index: number, role: string): GivenResource => {
  const { tunnelIkeConfig, tunnelIpsecConfig } = option(role);
  return {
    type: VPN_TUNNEL_TYPE,
    name: `${LONG}-${index}-${role}`,
    props: {
      vpnConnectionId: `vco-${index}`,
      role,
      enableDpd: false,
      enableNatTraversal: false,
      tunnelIkeConfig,
      tunnelIpsecConfig,
      tunnelBgpConfig: BGP,
      observed: observed({
        connectionName: `${LONG}-${index}`,
        tunnelId: `tun-${index}-${role}`,
        role,
        localSubnets: NETWORKS,
        remoteSubnets: NETWORKS,
      }),
    },
  };
};

const upTo = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Each form with its resources for so many tunnels. */
export const WORST = {
  "VpnTunnels that nobody has read": (tunnels: number) =>
    upTo(tunnels / 2, (index) => [tunnel(index, "master"), tunnel(index, "slave")])
      .flat()
      .map((one) => ({ ...one, props: { vpnConnectionId: "vco-1", observed: { notRead: "outage" } } })),
  VpnTunnels: (tunnels: number) =>
    upTo(tunnels / 2, (index) => [tunnel(index, "master"), tunnel(index, "slave")]).flat(),
  VpnTunnelPairs: (tunnels: number) =>
    upTo(tunnels / 2, (index) => SHARING.of([tunnel(index, "master"), tunnel(index, "slave")])).flat(),
  Connections: (tunnels: number) => upTo(tunnels / 2, connection),
} as const satisfies Record<string, (tunnels: number) => readonly GivenResource[]>;
