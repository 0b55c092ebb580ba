import { ALICLOUD_KEYS } from "./alicloud-keys";
import { ACCOUNT_KEYS, OWN_KEYS, OWN_VARIABLES } from "./generated/configuration-keys";

/** Keys that mean something to this package, its own first. */
const READ_KEYS = [...OWN_KEYS, ...ACCOUNT_KEYS];

const OWN_NAMESPACE = "alicloud-vpn";
/** Both namespaces as people write them: `alicloud_vpn:`, `pulumi-alicloud-vpn:`, `aliCloud:`. */
const OUR_NAMESPACES = /^(?:alicloud|(?:pulumi)?alicloudvpn)$/u;
const OWN_PREFIX = "ALICLOUD_VPN_";

/**
 * The keys of a configuration that somebody must have misspelt, because nobody reads them, each with what was meant.
 * - `alicloud-vpn:` is ours: a key that we do not know is wrong.
 * - `alicloud:` belongs to @pulumi/alicloud, and a later version of it may know more keys than we do: only a key that is
 *   almost one of ours is wrong.
 * - A namespace that is one of these but for its spelling is wrong where the key is one of ours.
 * The namespace of the project belongs to the program.
 */
export function unknownKeys(keys: readonly string[], project: string): readonly string[] {
  return keys.flatMap((key) => {
    const namespace = key.slice(0, key.indexOf(":"));
    if (namespace === project || OWN_KEYS.includes(key) || ALICLOUD_KEYS.has(key)) return [];
    const isOwn = namespace === OWN_NAMESPACE;
    if (!OUR_NAMESPACES.test(folded(namespace))) return [];
    const meant = meantKey(key);
    if (meant === undefined) return isOwn ? [`${key} (there are ${OWN_KEYS.join(", ")})`] : [];
    const isPart = key.startsWith(`${meant}.`) || key.startsWith(`${meant}[`);
    return [isPart ? `${key} (a part of ${meant} is set with --path)` : `${key} (did you mean ${meant}?)`];
  });
}

/** The same for environment variables. All that begin with `ALICLOUD_VPN_` are ours. */
export function unknownVariables(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name.startsWith(OWN_PREFIX) && !OWN_VARIABLES.includes(name))
    .map((name) => {
      const meant = OWN_VARIABLES.find((known) => isAlmost(folded(name), folded(known)));
      return meant === undefined
        ? `${name} (there are ${OWN_VARIABLES.join(", ")})`
        : `${name} (did you mean ${meant}?)`;
    });
}

/** "access_key", "AccessKey" and "accessKey" are one word to a person. */
const folded = (name: string): string => name.replaceAll(/[^a-z0-9]/giu, "").toLowerCase();

/** The key of ours that is almost this one; one of the same namespace comes first. */
function meantKey(key: string): string | undefined {
  const [namespace = "", name = ""] = key.split(":");
  const word = folded(name.replace(/[.[].*/u, ""));
  const leaf = (known: string): string => folded(known.slice(known.indexOf(":") + 1));
  const sameNamespace = READ_KEYS.filter((known) => known.startsWith(`${namespace}:`));
  return (
    sameNamespace.find((known) => leaf(known) === word) ??
    sameNamespace.find((known) => isAlmost(word, leaf(known))) ??
    // In the other namespace only the exact word: there it may mean something else.
    READ_KEYS.find((known) => leaf(known) === word)
  );
}

/** Whether two words are the same but for one slip: a letter too many, missing, wrong, or two that changed places. */
function isAlmost(one: string, other: string): boolean {
  if (one === `${other}id`) return true; // regionId, accessKeyId
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  const isSwap = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return isSwap || (left.length <= 1 && right.length <= 1);
}
