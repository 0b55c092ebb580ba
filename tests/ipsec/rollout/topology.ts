import type { Topology } from "../../../simulator";
import { CONNECTION, TUNNEL_IDS } from "./cloud";
import { BGP, OUTSIDE, TUNNELS } from "./network";

/** Values of a tunnel, in the API's names. */
export interface TunnelValues {
  readonly ike: {
    readonly IkeVersion: "ikev1" | "ikev2";
    readonly IkeEncAlg: string;
    readonly IkeAuthAlg: string;
    readonly IkePfs: string;
    /** The key of the master; the slave's has a letter more. */
    readonly Psk: string;
  };
  readonly ipsec: { readonly IpsecEncAlg: string; readonly IpsecAuthAlg: string; readonly IpsecPfs: string };
}

/** Each tunnel has its own key. */
export const keyOf = ({ ike }: TunnelValues, tunnel: 1 | 2): string => (tunnel === 1 ? ike.Psk : `${ike.Psk}b`);

/** A route-based connection with two tunnels, as the simulator takes it. */
export function topology(values: TunnelValues, hasBgp: boolean): Topology {
  return {
    VpnGateways: [
      { VpnGatewayId: "vpn-roll-out", InternetIp: OUTSIDE.cloud[1], DisasterRecoveryInternetIp: OUTSIDE.cloud[2] },
    ],
    CustomerGateways: [{ CustomerGatewayId: "cgw-roll-out", IpAddress: OUTSIDE.device, Asn: BGP.deviceAsn }],
    VpnConnections: [
      {
        VpnConnectionId: CONNECTION,
        VpnGatewayId: "vpn-roll-out",
        Name: "roll-out",
        LocalSubnet: "0.0.0.0/0",
        RemoteSubnet: "0.0.0.0/0",
        EffectImmediately: true,
        TunnelOptionsSpecification: {
          TunnelOptions: TUNNELS.map((tunnel) => ({
            TunnelId: TUNNEL_IDS[tunnel],
            Role: tunnel === 1 ? ("master" as const) : ("slave" as const),
            CustomerGatewayId: "cgw-roll-out",
            InternetIp: OUTSIDE.cloud[tunnel],
            TunnelIkeConfig: { ...values.ike, Psk: keyOf(values, tunnel) },
            TunnelIpsecConfig: values.ipsec,
            ...(hasBgp
              ? {
                  TunnelBgpConfig: {
                    TunnelCidr: BGP.cidr[tunnel],
                    LocalBgpIp: BGP.cloud[tunnel],
                    LocalAsn: BGP.cloudAsn,
                  },
                }
              : {}),
          })),
        },
      },
    ],
  };
}
