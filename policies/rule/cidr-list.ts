/** The setting of a rule that takes a list of address blocks: CIDR blocks, and sets that have a name. */

import { ADDRESS_SETS, ADDRESS_SET_NAMES } from "../../ipsec/address-sets";
import type { NamedBlock } from "../../ipsec/address-sets";
import { isOneOf } from "../../ipsec/algorithms";
import { parseCidr } from "../../ipsec/cidr";
import { texts } from "./settings";
import type { Setting } from "./settings";

const PATTERN = `^(${ADDRESS_SET_NAMES.join("|")}|\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}/\\d{1,2})$`;

function problemOf(item: string): string | undefined {
  if (isOneOf(ADDRESS_SET_NAMES, item)) return undefined;
  const parsed = parseCidr(item);
  return parsed.ok ? undefined : `${parsed.reason}; sets with a name are ${ADDRESS_SET_NAMES.join(", ")}`;
}

export function cidrList(fallback: readonly string[], description: string): Setting<readonly string[]> {
  const sets = `CIDR blocks, or sets with a name: ${ADDRESS_SET_NAMES.join(", ")}.`;
  return texts({ pattern: PATTERN, problemOf }, fallback, `${description} ${sets}`);
}

/** The blocks of such a list, each with the item that it comes from. */
export function expandList(items: readonly string[]): readonly NamedBlock[] {
  return items.flatMap((item): readonly NamedBlock[] => {
    if (isOneOf(ADDRESS_SET_NAMES, item)) return ADDRESS_SETS[item];
    const parsed = parseCidr(item);
    return parsed.ok ? [{ cidr: parsed.cidr, why: item }] : [];
  });
}
