import * as pulumi from "@pulumi/pulumi";
import { checkConfiguration } from "./check-configuration";
import { refuseInheritedProvider, refuseOptions, withStoredNames } from "./options";
import { registrationOf } from "./secrets";

/** A type of resource of this package, as a program registers it. */
export interface Kind {
  readonly type: "VpnTunnel" | "VpnTunnelPair";
  /** Arguments that are secret whatever the program passes, each with the name under which it is stored. */
  readonly secretInputs: Readonly<Record<string, string>>;
  readonly secretOutputs: readonly string[];
  readonly outputNames: readonly string[];
  readonly handler: string;
}

/** Inputs for the provider alone. No program reads them, and no export has them. */
const INTERNAL_INPUTS = ["__provider", "__secretPaths", "__resourceName", "observed"] as const;

/**
 * What Pulumi is to register for a resource.
 * @param opts With an `id`, the resource only looks a live object up.
 * @throws ProgramError where the program passes something that Pulumi would ignore.
 */
export function registration(
  { type, secretInputs, secretOutputs, outputNames, handler }: Kind,
  name: string,
  args: { readonly onDestroy?: unknown },
  opts: pulumi.CustomResourceOptions,
): { readonly properties: pulumi.Inputs; readonly options: pulumi.CustomResourceOptions } {
  checkConfiguration();
  refuseOptions(type, name, opts);
  refuseInheritedProvider(type, name, opts.parent, { ...args });
  const { inputs, secretPaths } = registrationOf(args, secretInputs, opts.additionalSecretOutputs);
  return {
    properties: {
      // Pulumi gives a program the outputs that are named here, and no others.
      ...Object.fromEntries(outputNames.map((output) => [output, undefined])),
      observed: undefined,
      ...inputs,
      ...(opts.id === undefined ? { __secretPaths: secretPaths, __resourceName: name } : {}),
      __provider: handler,
    },
    options: {
      ...opts,
      additionalSecretOutputs: [...secretOutputs, ...(opts.additionalSecretOutputs ?? [])],
      ...replacement(type, name, args, opts),
      ...(opts.ignoreChanges && { ignoreChanges: withStoredNames(opts.ignoreChanges, secretInputs) }),
      ...(opts.replaceOnChanges && { replaceOnChanges: withStoredNames(opts.replaceOnChanges, secretInputs) }),
    },
  };
}

/** Takes the inputs for the provider off a registered resource. @returns What the provider observed. */
export function takeInternalInputs(resource: object): unknown {
  const observed: unknown = Reflect.get(resource, "observed");
  for (const internal of INTERNAL_INPUTS) Reflect.deleteProperty(resource, internal);
  return observed;
}

/**
 * `pulumi up --replace` deletes one resource and creates another for the same tunnel. The first one can hand on the
 * values that it found only where Pulumi deletes it before it creates the other.
 */
function replacement(
  type: string,
  name: string,
  args: { readonly onDestroy?: unknown },
  opts: pulumi.CustomResourceOptions,
): Pick<pulumi.CustomResourceOptions, "deleteBeforeReplace"> {
  if (args.onDestroy !== "restore") return {};
  if (opts.deleteBeforeReplace === false)
    void pulumi.log.warn(
      `${type} "${name}": with deleteBeforeReplace: false, \`pulumi up --replace\` forgets what was found on the tunnel, and onDestroy "restore" puts nothing back`,
    );
  return { deleteBeforeReplace: opts.deleteBeforeReplace ?? true };
}
