import { ALICLOUD_KEYS } from "./alicloud-keys";
import { ACCOUNT_KEYS, OWN_KEYS, OWN_VARIABLES } from "./generated/configuration-keys";

/** The keys that this package reads, its own first. */
const READ_KEYS = [...OWN_KEYS, ...ACCOUNT_KEYS];

const OWN_NAMESPACE = "alicloud-vpn";
/** Both namespaces in the spellings that people use: `alicloud_vpn:`, `pulumi-alicloud-vpn:`, `aliCloud:`. */
const OUR_NAMESPACES = /^(?:alicloud|(?:pulumi)?alicloudvpn)$/u;
const OWN_PREFIX = "ALICLOUD_VPN_";

/**
 * The misspelt keys of a configuration, each with the key that was meant.
 * - `alicloud-vpn:` belongs to this package: every key that it does not have is misspelt.
 * - `alicloud:` belongs to @pulumi/alicloud, and a later version of it may have more keys than we know. Only a key that
 *   is
 *   almost one of those that this package reads is misspelt.
 * - In another spelling of these namespaces, a key that this package reads is misspelt.
 *
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

/** The same for environment variables. Those that begin with `ALICLOUD_VPN_` belong to this package. */
export function unknownVariables(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name.startsWith(OWN_PREFIX) && !OWN_VARIABLES.includes(name))
    .map((name) => {
      const meant = OWN_VARIABLES.find((variable) => isAlmost(folded(name), folded(variable)));
      return meant === undefined
        ? `${name} (there are ${OWN_VARIABLES.join(", ")})`
        : `${name} (did you mean ${meant}?)`;
    });
}

/** A name without its punctuation and case: "access_key", "AccessKey" and "accessKey" are one word to a person. */
const folded = (name: string): string => name.replaceAll(/[^a-z0-9]/giu, "").toLowerCase();

/** The key that this package reads and that is almost the given one. A key of the same namespace comes first. */
function meantKey(key: string): string | undefined {
  const [namespace = "", name = ""] = key.split(":");
  const word = folded(name.replace(/[.[].*/u, ""));
  const wordOf = (each: string): string => folded(each.slice(each.indexOf(":") + 1));
  const sameNamespace = READ_KEYS.filter((each) => each.startsWith(`${namespace}:`));
  return (
    sameNamespace.find((each) => wordOf(each) === word) ??
    sameNamespace.find((each) => isAlmost(word, wordOf(each))) ??
    // In the other namespace an almost equal word may mean something else.
    READ_KEYS.find((each) => wordOf(each) === word)
  );
}

/** True for two words that differ by one slip: one letter too many, missing or wrong, or two that changed places. */
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
