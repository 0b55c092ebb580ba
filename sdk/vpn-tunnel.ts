import * as pulumi from "@pulumi/pulumi";
import { checkConfiguration } from "./check-configuration";
import { SECRET_INPUTS, type VpnTunnelArgs } from "./generated/vpn-tunnel-args";
import { OUTPUT_NAMES, type VpnTunnelOutputs } from "./generated/vpn-tunnel-outputs";
import { HANDLER } from "./handler";
import { claimTunnel } from "./one-resource-per-tunnel";
import { refuseInheritedProvider, refuseOptions, withStoredNames } from "./options";
import { withProgramFrames } from "./program-error";
import { registrationOf } from "./secrets";

/** Type token of VpnTunnel, as policies and state files show it. */
export const VPN_TUNNEL_TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";

/** What `VpnTunnel.get` may be told beside the id: where to look. */
export type VpnTunnelLookup = Pick<VpnTunnelArgs, "regionId" | "profile" | "assumeRole">;

/** Inputs for the provider alone: no program reads them, and no export has them. */
const INTERNAL = ["__provider", "__secretPaths", "__resourceName", "observed"] as const;

// The outputs are in the type only: Pulumi finds the line of the program at a fixed depth of constructors, and a class of
// our own between CustomResource and VpnTunnel would be taken for the program.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- CustomResource sets every property that it is told of
export interface VpnTunnel extends VpnTunnelOutputs {}

/**
 * One tunnel of an existing IPsec-VPN connection.
 *
 * Creating it adopts the live tunnel: the provider changes what differs from the declaration (ModifyTunnelAttribute), and
 * leaves alone what is not declared, which the outputs report. Destroying it leaves the tunnel as it is, or with
 * `onDestroy: "restore"` puts back what this resource changed. A change of `vpnConnectionId`, of the tunnel or of the
 * region replaces the resource, which adopts the other tunnel.
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
   * @param opts Pulumi's options; `provider`, `import` and `customTimeouts` do not apply, and say so.
   */
  constructor(name: string, args: VpnTunnelArgs, opts?: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    lookup: VpnTunnelLookup,
    opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> },
  );
  // oxlint-disable-next-line no-this-before-super -- where super() throws, so does the catch
  constructor(name: string, args: Partial<VpnTunnelArgs>, opts: pulumi.CustomResourceOptions = {}) {
    checkConfiguration();
    refuseOptions(name, opts);
    refuseInheritedProvider(name, opts.parent, { ...args });
    const isLookup = opts.id !== undefined;
    const { inputs, secretPaths } = registrationOf(args, SECRET_INPUTS, opts.additionalSecretOutputs);
    try {
      super(
        VPN_TUNNEL_TYPE,
        name,
        {
          // Pulumi gives a program the outputs that are mentioned here, and no others.
          ...Object.fromEntries(OUTPUT_NAMES.map((output) => [output, undefined])),
          observed: undefined,
          ...inputs,
          ...(isLookup ? {} : { __secretPaths: secretPaths, __resourceName: name }),
          __provider: HANDLER,
        },
        {
          ...opts,
          additionalSecretOutputs: ["preSharedKey", ...(opts.additionalSecretOutputs ?? [])],
          ...replacement(name, args, opts),
          ...(opts.ignoreChanges && { ignoreChanges: withStoredNames(opts.ignoreChanges, SECRET_INPUTS) }),
          ...(opts.replaceOnChanges && { replaceOnChanges: withStoredNames(opts.replaceOnChanges, SECRET_INPUTS) }),
        },
      );
    } catch (error) {
      // A mistake of the program, such as an exception in its own transformation: its own line is what helps.
      throw error instanceof Error ? withProgramFrames(error) : error;
    }
    const observed: unknown = Reflect.get(this, "observed");
    for (const internal of INTERNAL) Reflect.deleteProperty(this, internal);
    if (!isLookup) claimTunnel(this, name, { ...args }, [this.tunnelId, observedTunnelId(observed)]);
  }
}

/** At preview a new tunnel has no outputs yet, but its checked inputs say which tunnel was found. */
function observedTunnelId(observed: unknown): pulumi.Output<unknown> {
  const resolving: pulumi.Output<unknown> = pulumi.output(observed);
  return resolving.apply((bag) =>
    typeof bag === "object" && bag !== null && "tunnelId" in bag ? bag.tunnelId : undefined,
  );
}

/**
 * `pulumi up --replace` ends one resource and begins another for the same tunnel. What the first one found can be handed
 * on only where it ends before the other begins.
 */
function replacement(
  name: string,
  args: Partial<VpnTunnelArgs>,
  opts: pulumi.CustomResourceOptions,
): Pick<pulumi.CustomResourceOptions, "deleteBeforeReplace"> {
  if (args.onDestroy !== "restore") return {};
  if (opts.deleteBeforeReplace === false)
    void pulumi.log.warn(
      `VpnTunnel "${name}": with deleteBeforeReplace: false, \`pulumi up --replace\` forgets what was found on the tunnel, and onDestroy "restore" puts nothing back`,
    );
  return { deleteBeforeReplace: opts.deleteBeforeReplace ?? true };
}
