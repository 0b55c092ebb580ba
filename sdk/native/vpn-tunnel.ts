import * as pulumi from "@pulumi/pulumi";
import type { VpnTunnelArgs } from "../generated/vpn-tunnel-args";
import { OUTPUT_NAMES, type VpnTunnelOutputs } from "../generated/vpn-tunnel-outputs";
import type { VpnTunnelLookup } from "../vpn-tunnel";
import { withOutputs } from "./with-outputs";
import { hasType } from "../type-token";

/** Type token of the native VpnTunnel, as policies and state files show it. */
export const VPN_TUNNEL_TYPE = "alicloud-vpn:index:VpnTunnel";

// The outputs are in the type only, as with the dynamic resource.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- CustomResource sets every registered output
export interface VpnTunnel extends VpnTunnelOutputs {}

/** One tunnel of an IPsec-VPN connection: the VpnTunnel of `pulumi-alicloud-vpn`, over the native provider. */
export class VpnTunnel extends pulumi.CustomResource {
  /** The type token that policies match. */
  static readonly __pulumiType = VPN_TUNNEL_TYPE;

  /**
   * Looks up a live tunnel without managing it.
   * @param id `<VpnConnectionId>:<TunnelId>`.
   * @param lookup Region and account, where they are not the configured ones.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    lookup: VpnTunnelLookup = {},
    opts: pulumi.CustomResourceOptions = {},
  ): VpnTunnel {
    return new VpnTunnel(name, lookup, { ...opts, id });
  }

  /** True for a native VpnTunnel, also one of another copy of this package. */
  static override isInstance(obj: unknown): obj is VpnTunnel {
    return hasType(obj, VPN_TUNNEL_TYPE);
  }

  /** @param args The declaration of the tunnel. The preview reports every problem with it at once. */
  constructor(name: string, args: VpnTunnelArgs, opts?: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    lookup: VpnTunnelLookup,
    opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> },
  );
  constructor(name: string, args: Partial<VpnTunnelArgs>, opts: pulumi.CustomResourceOptions = {}) {
    super(VPN_TUNNEL_TYPE, name, withOutputs(OUTPUT_NAMES, args), opts);
  }
}
