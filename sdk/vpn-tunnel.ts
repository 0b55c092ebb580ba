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

/** The region and the account in which `VpnTunnel.get` looks. */
export type VpnTunnelLookup = Pick<VpnTunnelArgs, "regionId" | "profile" | "assumeRole">;

/** Inputs for the provider alone. No program reads them, and no export has them. */
const INTERNAL_INPUTS = ["__provider", "__secretPaths", "__resourceName", "observed"] as const;

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
    return typeof obj === "object" && obj !== null && "__pulumiType" in obj && obj.__pulumiType === VPN_TUNNEL_TYPE;
  }

  /**
   * @param name Name of the resource in this program.
   * @param args The declaration of the tunnel. The preview reports every problem with it at once.
   * @param opts Pulumi's options. `provider`, `import` and `customTimeouts` are refused: they cannot apply.
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
          // Pulumi gives a program the outputs that are named here, and no others.
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
      // The program made a mistake, such as an exception in its own transformation. Its own line helps to find it.
      throw error instanceof Error ? withProgramFrames(error) : error;
    }
    const observed: unknown = Reflect.get(this, "observed");
    for (const internal of INTERNAL_INPUTS) Reflect.deleteProperty(this, internal);
    if (!isLookup) claimTunnel(this, name, { ...args }, [this.tunnelId, observedTunnelId(observed)]);
  }
}

/**
 * The tunnel that the provider found. At preview a new resource has no outputs yet, but its checked inputs name the
 * tunnel.
 */
function observedTunnelId(observed: unknown): pulumi.Output<unknown> {
  const output: pulumi.Output<unknown> = pulumi.output(observed);
  return output.apply((bag) =>
    typeof bag === "object" && bag !== null && "tunnelId" in bag ? bag.tunnelId : undefined,
  );
}

/**
 * `pulumi up --replace` deletes one resource and creates another for the same tunnel. The first one can hand on the
 * values that it found only where Pulumi deletes it before it creates the other.
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
