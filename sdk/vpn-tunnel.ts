import * as pulumi from "@pulumi/pulumi";
import { SECRET_INPUTS, type VpnTunnelArgs } from "./generated/vpn-tunnel-args";
import { OUTPUT_NAMES, type VpnTunnelOutputs } from "./generated/vpn-tunnel-outputs";
import { HANDLER } from "./handler";
import { claimTunnels, tunnelIdIn } from "./one-resource-per-tunnel";
import { withProgramFrames } from "./program-error";
import { registration, takeInternalInputs, type Kind } from "./registration";
import { hasType } from "./type-token";

/** Type token of VpnTunnel, as policies and state files show it. */
export const VPN_TUNNEL_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";

/** The region and the account in which `VpnTunnel.get` looks. */
export type VpnTunnelLookup = Pick<VpnTunnelArgs, "regionId" | "profile" | "assumeRole">;

// The outputs are in the type only. Pulumi finds the line of the program at a fixed depth of constructors, so that it
// would take a class of our own between CustomResource and VpnTunnel for the program.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- CustomResource sets every registered output
export interface VpnTunnel extends VpnTunnelOutputs {}

/**
 * One tunnel of an existing IPsec-VPN connection.
 *
 * Creating it adopts the live tunnel: the provider changes the settings that differ from the declaration
 * (ModifyTunnelAttribute). It leaves undeclared settings alone, and the outputs report them. Destroying the resource
 * leaves the tunnel as it is; with `onDestroy: "restore"` it restores the settings that this resource changed. A change
 * of `vpnConnectionId`, of the tunnel or of the region replaces the resource, and the new one adopts the other tunnel.
 *
 * @example
 * const tunnel = new VpnTunnel("office-master", {
 *   vpnConnectionId: "vco-bp1bbi27hojx80nck",
 *   role: "master",
 *   tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14", psk },
 *   tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14" },
 * });
 */
export class VpnTunnel extends pulumi.CustomResource {
  /** The type token that policies match. */
  static readonly __pulumiType = VPN_TUNNEL_TYPE;

  /**
   * Looks up a live tunnel without managing it.
   * @param name Name of the resource in this program.
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

  /** True for a VpnTunnel, also one of another copy of this package. */
  static override isInstance(obj: unknown): obj is VpnTunnel {
    return hasType(obj, VPN_TUNNEL_TYPE);
  }

  /** The look-up behind `get`. */
  constructor(
    name: string,
    lookup: VpnTunnelLookup,
    opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> },
  );
  // The declaration comes last: TypeScript takes the last overload for the arguments of the class, as Pulumi's
  // `validateResourceOfType` asks for them.
  /**
   * @param name Name of the resource in this program.
   * @param args The declaration of the tunnel. The preview reports every problem with it at once.
   * @param opts Pulumi's options. `provider`, `import` and `customTimeouts` are refused: they cannot apply.
   */
  constructor(name: string, args: VpnTunnelArgs, opts?: pulumi.CustomResourceOptions);
  // oxlint-disable-next-line no-this-before-super -- where super() throws, so does the catch
  constructor(name: string, args: Partial<VpnTunnelArgs>, opts: pulumi.CustomResourceOptions = {}) {
    const { properties, options } = registration(KIND, name, args, opts);
    try {
      super(VPN_TUNNEL_TYPE, name, properties, options);
    } catch (error) {
      // The program made a mistake, such as an exception in its own transformation. Its own line helps to find it.
      throw error instanceof Error ? withProgramFrames(error) : error;
    }
    const observed: unknown = takeInternalInputs(this);
    if (opts.id === undefined)
      claimTunnels(this, name, args.vpnConnectionId, [args.tunnelId, args.role, this.tunnelId, tunnelIdIn(observed)]);
  }
}

const KIND: Kind = {
  type: "VpnTunnel",
  secretInputs: SECRET_INPUTS,
  secretOutputs: ["preSharedKey"],
  outputNames: OUTPUT_NAMES,
  handler: HANDLER,
};
