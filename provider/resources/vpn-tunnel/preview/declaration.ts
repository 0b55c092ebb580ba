import { check, type Checked } from "../../../core/check";
import { fieldAt, fieldsOf, type Failure, type Values } from "../../../core/field";
import { flatten, isProperties, type Properties } from "../../../core/property-tree";
import { asSecret, isAmong, type SecretPaths } from "../../../core/secret";
import { vpnTunnelTable } from "../table/fields";
import type { TunnelSelector } from "../observation";
import { PSK, referredKey, withoutKey, type Keys } from "../psk-source";
import { OBSERVED } from "../state/observed";
import { SECRET_PATHS, secretPathsIn } from "../state/tunnel-state";

/** An input that the sdk registers for the provider, and that no program declares. */
const RESOURCE_NAME = "__resourceName";

/** A program's declaration, judged, in the form in which it is stored. */
export interface JudgedDeclaration {
  /** Name of the resource in the program. */
  readonly name: string;
  readonly checked: Checked;
  /** The inputs to store: as declared, with the key under a name of its own. */
  readonly inputs: Properties;
  readonly secretPaths: SecretPaths;
}

/**
 * Judges a program's inputs.
 * @param olds Inputs as they are stored; empty for a new resource.
 */
export function judge(olds: Properties, news: Properties): JudgedDeclaration {
  const { [RESOURCE_NAME]: name, [SECRET_PATHS]: _, ...declared } = withKeyApart(withoutStoredObserved(olds, news));
  const own = secretPathsIn(news);
  const checked = check(vpnTunnelTable, declared, own);
  const secretPaths = [...own, ...stillSecret(olds, checked, own)].sort();
  return {
    name: typeof name === "string" ? name : nameIn(checked),
    checked,
    inputs: {
      ...declared,
      ...(isUnset(declared["preSharedKey"]) ? {} : { preSharedKey: asSecret(declared["preSharedKey"]) }),
      ...(secretPaths.length === 0 ? {} : { [SECRET_PATHS]: secretPaths }),
    },
    secretPaths,
  };
}

/** With `ignoreChanges: ["*"]`, Pulumi passes the stored inputs as if the program declared them. */
function withoutStoredObserved(olds: Properties, news: Properties): Properties {
  const { [OBSERVED]: observed, ...declared } = news;
  const isStored = observed === undefined || JSON.stringify(observed) === JSON.stringify(olds[OBSERVED]);
  return isStored ? declared : news;
}

/**
 * Takes the key out of its group, because a secret in a group hides the whole group from previews, outputs and exports.
 * The sdk does the same, but a transformation of the stack may set a key after it.
 */
export function withKeyApart(news: Properties): Properties {
  const group = news["tunnelIkeConfig"];
  if (!isProperties(group) || isUnset(group["psk"])) return withoutNulls(news);
  const { psk, ...rest } = group;
  return { ...news, tunnelIkeConfig: rest, preSharedKey: psk };
}

const isUnset = (value: unknown): boolean => value === undefined || value === null;

/** A secret that resolves to nothing arrives as null. */
function withoutNulls(news: Properties): Properties {
  const { preSharedKey, ...rest } = news;
  return isUnset(preSharedKey) ? rest : news;
}

/**
 * The paths that the program called secret and declares no more. Their values stay on the tunnel and stay secret. A
 * group that was secret as a whole counts as its single values.
 */
function stillSecret(olds: Properties, { values, unknown }: Checked, own: SecretPaths): SecretPaths {
  const before = Object.keys(withoutKey(flatten(vpnTunnelTable, olds)));
  const paths = secretPathsIn(olds).flatMap((path) =>
    fieldAt(vpnTunnelTable, path) === undefined ? before.filter((each) => isAmong([path], each)) : [path],
  );
  return [...new Set(paths)].filter((path) => !(path in values) && !unknown.has(path) && !isAmong(own, path));
}

/** The tunnel as the program names it. */
export const nameIn = ({ values }: Pick<Checked, "values">): string =>
  `${values["vpnConnectionId"] ?? "(not known yet)"} ${values["tunnelId"] ?? values["role"] ?? ""}`.trim();

/** The tunnel that a declaration selects; undefined where a part of it, or of the account, is not known yet. */
export function selectorOf(checked: Pick<Checked, "values" | "unknown">): TunnelSelector | undefined {
  const { vpnConnectionId, tunnelId, role } = checked.values;
  // While the account is not known, we would read from another account and find no such tunnel there.
  const isUnknown = fieldsOf(vpnTunnelTable, "identity", "option").some((field) => checked.unknown.has(field.path));
  if (isUnknown || typeof vpnConnectionId !== "string") return undefined;
  return {
    vpnConnectionId,
    ...(typeof tunnelId === "string" ? { tunnelId } : {}),
    ...(typeof role === "string" ? { role } : {}),
  };
}

/** A declaration with the key that it refers to. That key is compared like a declared one, and stored nowhere. */
export interface WithReferredKey {
  readonly values: Values;
  readonly failures: readonly Failure[];
  /** Why the key cannot be read here, in words. */
  readonly missing?: string;
}

/** Reads the key that a declaration refers to. */
export async function withReferredKey(
  values: Values,
  secrets: SecretPaths,
  keys: Pick<Keys, "read">,
): Promise<WithReferredKey> {
  const read = await referredKey(values, keys, secrets);
  if (read === undefined) return { values, failures: [] };
  if ("key" in read) return { values: { ...values, [PSK]: read.key }, failures: [] };
  if ("invalid" in read) return { values, failures: [{ property: "tunnelIkeConfig.pskFrom", reason: read.invalid }] };
  return { values, failures: [], missing: read.missing };
}
