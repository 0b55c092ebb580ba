import * as pulumi from "@pulumi/pulumi";
import { PAIR_SECRET_INPUTS, type VpnTunnelPairArgs } from "./generated/vpn-tunnel-pair-args";
import { PAIR_OUTPUT_NAMES, type PairTunnel, type VpnTunnelPairOutputs } from "./generated/vpn-tunnel-pair-outputs";
import { PAIR_HANDLER } from "./handler";
import { claimTunnels, tunnelIdIn } from "./one-resource-per-tunnel";
import { withProgramFrames } from "./program-error";
import { registration, takeInternalInputs, type Kind } from "./registration";
import { hasType } from "./type-token";

/** Type token of VpnTunnelPair, as policies and state files show it. */
export const VPN_TUNNEL_PAIR_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnelPair";

/** The region and the account in which `VpnTunnelPair.get` looks. */
export type VpnTunnelPairLookup = Pick<VpnTunnelPairArgs, "regionId" | "profile" | "assumeRole">;

// The outputs are in the type only. Pulumi finds the line of the program at a fixed depth of constructors, so that it
// would take a class of our own between CustomResource and VpnTunnelPair for the program.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- CustomResource sets every registered output
export interface VpnTunnelPair extends VpnTunnelPairOutputs {}

/**
 * Both tunnels of an existing dual-tunnel IPsec-VPN connection, changed so that the connection goes on carrying
 * traffic.
 *
 * What both tunnels share is declared once; what differs stands in `master` and `slave`. A change is made one tunnel
 * after the other: first one that carries no traffic, otherwise the standby, and the other one only when the first
 * carries traffic again and has done so for a while. `rollout` says how, and names a program of yours that moves
 * traffic away and changes the device at the right moment. Creating the pair adopts the live tunnels, and destroying it
 * leaves them as they are; with `onDestroy: "restore"` it restores the settings that this resource changed. A change of
 * `vpnConnectionId` or of the region replaces the resource.
 *
 * @example
 * const office = new VpnTunnelPair("office", {
 *   vpnConnectionId: "vco-bp1bbi27hojx80nck",
 *   tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14" },
 *   tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14" },
 *   master: { tunnelIkeConfig: { psk: masterKey } },
 *   slave: { tunnelIkeConfig: { psk: slaveKey } },
 *   rollout: { hook: { command: "./rollout-hook", device: "strongswan" } },
 * });
 */
export class VpnTunnelPair extends pulumi.CustomResource {
  /** The type token that policies match. */
  static readonly __pulumiType = VPN_TUNNEL_PAIR_TYPE;

  /**
   * Looks up the live tunnels of a connection without managing them.
   * @param name Name of the resource in this program.
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

  /** True for a VpnTunnelPair, also one of another copy of this package. */
  static override isInstance(obj: unknown): obj is VpnTunnelPair {
    return hasType(obj, VPN_TUNNEL_PAIR_TYPE);
  }

  /** The look-up behind `get`. */
  constructor(
    name: string,
    lookup: VpnTunnelPairLookup,
    opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> },
  );
  // The declaration comes last: TypeScript takes the last overload for the arguments of the class, as Pulumi's
  // `validateResourceOfType` asks for them.
  /**
   * @param name Name of the resource in this program.
   * @param args The declaration of both tunnels. The preview reports every problem with it at once.
   * @param opts Pulumi's options. `provider`, `import` and `customTimeouts` are refused: they cannot apply.
   */
  constructor(name: string, args: VpnTunnelPairArgs, opts?: pulumi.CustomResourceOptions);
  // oxlint-disable-next-line no-this-before-super -- where super() throws, so does the catch
  constructor(name: string, args: Partial<VpnTunnelPairArgs>, opts: pulumi.CustomResourceOptions = {}) {
    const { properties, options } = registration(KIND, name, args, opts);
    try {
      super(VPN_TUNNEL_PAIR_TYPE, name, properties, options);
    } catch (error) {
      // The program made a mistake, such as an exception in its own transformation. Its own line helps to find it.
      throw error instanceof Error ? withProgramFrames(error) : error;
    }
    const observed: unknown = takeInternalInputs(this);
    for (const input of Object.keys(properties)) if (!OUTPUTS.has(input)) Reflect.deleteProperty(this, input);
    for (const tunnel of ["master", "slave"] as const) Reflect.set(this, tunnel, whereRead(this[tunnel]));
    if (opts.id === undefined)
      claimTunnels(this, name, args.vpnConnectionId, [
        "master",
        "slave",
        tunnelIdIn(this.master),
        tunnelIdIn(this.slave),
        tunnelIdIn(observed, "master"),
        tunnelIdIn(observed, "slave"),
      ]);
  }
}

/** Shared settings are inputs alone: what is in force stands with each tunnel. */
const OUTPUTS: ReadonlySet<string> = new Set(PAIR_OUTPUT_NAMES);

/**
 * A tunnel's outputs where they were read. While a preview has not read them, Pulumi has the tunnel's own inputs in
 * their place, because the two have one name. What is in force is not known then, and a program must not take it for
 * missing.
 */
function whereRead(tunnel: pulumi.Output<PairTunnel>): pulumi.Output<PairTunnel | typeof pulumi.unknown> {
  return pulumi.runtime.isDryRun() ? tunnel.apply((read) => (isRead(read) ? read : pulumi.unknown)) : tunnel;
}

const isRead = (tunnel: unknown): boolean =>
  typeof tunnel === "object" && tunnel !== null && Reflect.get(tunnel, "tunnelId") !== undefined;

const KIND: Kind = {
  type: "VpnTunnelPair",
  secretInputs: PAIR_SECRET_INPUTS,
  secretOutputs: ["masterPreSharedKey", "slavePreSharedKey"],
  outputNames: PAIR_OUTPUT_NAMES,
  handler: PAIR_HANDLER,
};
