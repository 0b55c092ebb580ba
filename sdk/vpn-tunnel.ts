import * as pulumi from "@pulumi/pulumi";
import { SECRET_PATHS, type VpnTunnelArgs } from "./generated/vpn-tunnel-args";
import { LIVE_OUTPUT_NAMES, type VpnTunnelOutputs } from "./generated/vpn-tunnel-outputs";
import { HANDLER } from "./handler";
import { readFromLive, valueIn } from "./live-outputs";
import { claimTunnel } from "./one-resource-per-tunnel";
import { markSecrets } from "./secrets";
import { withoutTraces } from "./traces";

/** Type token of VpnTunnel, as policies and state files show it. */
export const VPN_TUNNEL_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";

/** Outputs that are secret as a whole; any other one is as secret as the input of the same name. */
const SECRET_OUTPUTS = ["preSharedKey", "pskProof", "restorePoint"];

/** What `VpnTunnel.get` may be told beside the id: where to look. */
export type VpnTunnelLookup = Pick<VpnTunnelArgs, "regionId" | "profile" | "assumeRole">;

// The outputs are in the type only: Pulumi finds the line of the program at a fixed depth of constructors, and a class of
// our own between CustomResource and VpnTunnel would be taken for the program.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- CustomResource sets every property that it is told of
export interface VpnTunnel extends VpnTunnelOutputs {}

/**
 * One tunnel of an existing IPsec-VPN connection.
 *
 * Creating it adopts the live tunnel: what differs from the declaration is changed (ModifyTunnelAttribute), what is not
 * declared is left alone and reported as output. Destroying it leaves the tunnel as it is, or with `onDestroy: "restore"`
 * puts back what this resource changed. A change of
 * `vpnConnectionId`, of the tunnel or of the region replaces the resource, which adopts the other tunnel.
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
  /** The read-only input that policies judge; in the program it serves only to find two resources for one tunnel. */
  declare protected readonly observed: pulumi.Output<unknown>;

  /** What is reported of the tunnel, as a text; the outputs are read out of it. */
  declare protected readonly live: pulumi.Output<string | undefined>;

  /** What policies match on. */
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

  /** True for a VpnTunnel, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is VpnTunnel {
    return typeof obj === "object" && obj !== null && "__pulumiType" in obj && obj.__pulumiType === VPN_TUNNEL_TYPE;
  }

  /**
   * @param name Name of the resource in this program.
   * @param args What is declared of the tunnel; every problem with it is reported at once, at preview.
   * @param opts Pulumi's options; `provider` and `import` do not apply, and say so.
   */
  constructor(name: string, args: VpnTunnelArgs, opts?: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    lookup: VpnTunnelLookup,
    opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> },
  );
  // oxlint-disable-next-line no-this-before-super -- where super() throws, so does the catch
  constructor(name: string, args: Partial<VpnTunnelArgs>, opts: pulumi.CustomResourceOptions = {}) {
    refuseOptions(name, opts);
    const declared = markSecrets(args, SECRET_PATHS);
    const takeTraces = withoutTraces();
    try {
      super(
        VPN_TUNNEL_TYPE,
        name,
        // Outputs that are stored under their own names have to be mentioned.
        { preSharedKey: undefined, live: undefined, observed: undefined, ...declared, __provider: HANDLER },
        { ...opts, additionalSecretOutputs: [...SECRET_OUTPUTS, ...(opts.additionalSecretOutputs ?? [])] },
      );
    } catch (error) {
      takeTraces();
      // The program's mistake, such as a parent that is none: the line that it made it in is worth a trace.
      if (error instanceof Error) Error.captureStackTrace(error, VpnTunnel);
      throw error;
    }
    takeTraces();
    // At preview a new tunnel has no outputs yet, but its checked inputs say what was observed.
    const observed = this.observed.apply((text) => valueIn(text, "tunnelId"));
    if (opts.id === undefined) claimTunnel(this, name, declared, [this.tunnelId, observed]);
  }

  static {
    readFromLive<VpnTunnel>(VpnTunnel, LIVE_OUTPUT_NAMES, (tunnel) => tunnel.live);
  }
}

function refuseOptions(name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.provider !== undefined)
    throw new Error(
      `VpnTunnel "${name}" cannot take the option "provider": it is not a resource of @pulumi/alicloud and would ignore it. ` +
        "It reads the same configuration (alicloud:region, alicloud:accessKey, …); for another account or region declare profile, assumeRole or regionId on it",
    );
  if (opts.import !== undefined)
    throw new Error(
      `VpnTunnel "${name}" needs no option "import": creating it adopts the live tunnel, and the preview says what that changes. Remove the option`,
    );
}
