import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "./program-error";

/**
 * Refuses options that Pulumi would accept and a dynamic resource would ignore. Each error says what to do instead.
 * @throws ProgramError for `provider`, `import` and `customTimeouts`.
 */
export function refuseOptions(type: string, name: string, opts: pulumi.CustomResourceOptions): void {
  const refuse = (option: string, why: string): never => {
    throw new ProgramError(`${type} "${name}" cannot take the option "${option}": ${why}`);
  };
  if (opts.provider !== undefined) refuse("provider", ANOTHER_ACCOUNT);
  if (opts.import !== undefined)
    refuse("import", "creating it adopts the live tunnel, and the preview says what that changes. Remove the option");
  if (opts.customTimeouts !== undefined)
    refuse(
      "customTimeouts",
      "Pulumi does not tell it to a dynamic resource. Declare timeouts: { settleSeconds, establishSeconds } on it",
    );
}

const ANOTHER_ACCOUNT =
  "it is not a resource of @pulumi/alicloud and would ignore it. It reads the same configuration (alicloud:region, " +
  "alicloud:accessKey, …); for another account or region declare profile, assumeRole or regionId on it";

/**
 * Refuses a provider that a component hands down to a tunnel without an account or a region of its own. The tunnel
 * would be read with the configured account, and the component means another one.
 */
export function refuseInheritedProvider(
  type: string,
  name: string,
  parent: pulumi.Resource | undefined,
  declared: Readonly<Record<string, unknown>>,
): void {
  if (["profile", "assumeRole", "regionId"].some((property) => declared[property] !== undefined)) return;
  // Pulumi itself refuses a parent that is no resource.
  if (!pulumi.Resource.isInstance(parent)) return;
  if (parent.getProvider("alicloud:vpn/connection:Connection") === undefined) return;
  throw new ProgramError(
    `${type} "${name}" is inside a component that has an alicloud provider of its own, and cannot use it: ${ANOTHER_ACCOUNT}`,
  );
}

/**
 * Paths of an option such as `ignoreChanges`, with the names under which their secrets are stored: Pulumi compares the
 * stored inputs, and there the key has a name of its own.
 */
export function withStoredNames(paths: readonly string[], secretPaths: Readonly<Record<string, string>>): string[] {
  const storedNames = Object.entries(secretPaths).flatMap(([path, name]) => {
    const [group, member] = [path.slice(0, path.lastIndexOf(".")), path.slice(path.lastIndexOf(".") + 1)];
    const parents = group.includes(".") ? [group.split(".")[0] ?? group] : [];
    const isNamed = [path, group, ...parents, `${group}.*`, `${group}["${member}"]`].some((each) =>
      paths.includes(each),
    );
    return isNamed ? [name] : [];
  });
  return [...paths, ...storedNames];
}
