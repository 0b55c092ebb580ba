import * as pulumi from "@pulumi/pulumi";
import type { VpnTunnelPairArgs } from "../generated/vpn-tunnel-pair-args";
import { PAIR_OUTPUT_NAMES, type VpnTunnelPairOutputs } from "../generated/vpn-tunnel-pair-outputs";
import type { VpnTunnelPairLookup } from "../vpn-tunnel-pair";
import { withOutputs } from "./with-outputs";
import { hasType } from "../type-token";

/** Type token of the native VpnTunnelPair, as policies and state files show it. */
export const VPN_TUNNEL_PAIR_TYPE = "alicloud-vpn:index:VpnTunnelPair";

// The outputs are in the type only, as with the dynamic resource.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- CustomResource sets every registered output
export interface VpnTunnelPair extends VpnTunnelPairOutputs {}

/** Both tunnels of an IPsec-VPN connection: the VpnTunnelPair of `pulumi-alicloud-vpn`, over the native provider. */
export class VpnTunnelPair extends pulumi.CustomResource {
  /** The type token that policies match. */
  static readonly __pulumiType = VPN_TUNNEL_PAIR_TYPE;

  /**
   * Looks up the live tunnels of a connection without managing them.
   * @param id The VpnConnectionId.
   * @param lookup Region and account, where they are not the configured ones.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    lookup: VpnTunnelPairLookup = {},
    opts: pulumi.CustomResourceOptions = {},
  ): VpnTunnelPair {
    return new VpnTunnelPair(name, lookup, { ...opts, id });
  }

  /** True for a native VpnTunnelPair, also one of another copy of this package. */
  static override isInstance(obj: unknown): obj is VpnTunnelPair {
    return hasType(obj, VPN_TUNNEL_PAIR_TYPE);
  }

  /** @param args The declaration of both tunnels. The preview reports every problem with it at once. */
  constructor(name: string, args: VpnTunnelPairArgs, opts?: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    lookup: VpnTunnelPairLookup,
    opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> },
  );
  constructor(name: string, args: Partial<VpnTunnelPairArgs>, opts: pulumi.CustomResourceOptions = {}) {
    super(VPN_TUNNEL_PAIR_TYPE, name, withOutputs(PAIR_OUTPUT_NAMES, args), opts);
  }
}
