/** Lists of address blocks in a configuration: CIDR blocks, and sets that have a name. */

import { ADDRESS_SETS, ADDRESS_SET_NAMES } from "../../ipsec/address-sets";
import type { NamedBlock } from "../../ipsec/address-sets";
import { isOneOf } from "../../ipsec/algorithms";
import { parseCidr } from "../../ipsec/cidr";
import type { Cidr } from "../../ipsec/cidr";
import { texts } from "../rule/settings";
import type { Setting } from "../rule/settings";
import type { Connection, Selectors, Side } from "../subjects/connection";

const PATTERN = `^(${ADDRESS_SET_NAMES.join("|")}|\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}/\\d{1,2})$`;

function checkItem(item: string): string | undefined {
  if (isOneOf(ADDRESS_SET_NAMES, item)) return undefined;
  const parsed = parseCidr(item);
  return parsed.ok ? undefined : `${parsed.reason}; sets with a name are ${ADDRESS_SET_NAMES.join(", ")}`;
}

export function cidrList(fallback: readonly string[], description: string): Setting<readonly string[]> {
  const sets = `CIDR blocks, or sets with a name: ${ADDRESS_SET_NAMES.join(", ")}.`;
  return texts({ pattern: PATTERN, check: checkItem }, fallback, `${description} ${sets}`);
}

/** The blocks of such a list. */
export function expandList(items: readonly string[]): readonly NamedBlock[] {
  return items.flatMap((item): readonly NamedBlock[] => {
    if (isOneOf(ADDRESS_SET_NAMES, item)) return ADDRESS_SETS[item];
    const parsed = parseCidr(item);
    return parsed.ok ? [{ cidr: parsed.cidr, why: item }] : [];
  });
}

/**
 * The blocks of a connection's side that can be read. Host bits are forgiven here, as they do not hide which block is
 * meant; the rule about notation reports them. A block that cannot be read is noted as not judged.
 */
export function readableBlocks(selectors: Selectors): readonly { readonly text: string; readonly cidr: Cidr }[] {
  return selectors.blocks.flatMap((text) => {
    const parsed = parseCidr(text, { allowHostBits: true });
    if (parsed.ok) return [{ text, cidr: parsed.cidr }];
    selectors.noteNotJudged(`${JSON.stringify(text.slice(0, 40))} cannot be read as a CIDR block`);
    return [];
  });
}

const isAny = (selectors: Selectors): boolean =>
  selectors.complete && selectors.blocks.length === 1 && selectors.blocks[0] === "0.0.0.0/0";

/** The API's destination routing mode: 0.0.0.0/0 alone on both sides, and routes decide what enters the tunnel. */
export function isRouteBased(connection: Connection): boolean {
  const [local, remote] = [connection.selectors("local"), connection.selectors("remote")];
  return local !== undefined && remote !== undefined && isAny(local) && isAny(remote);
}

/**
 * For a rule about which networks are named: a route-based connection names none, so the rule cannot judge it. That is
 * noted, and the rule ends.
 */
export function skipsRouteBased(connection: Connection, sides: readonly Side[]): boolean {
  if (!isRouteBased(connection)) return false;
  for (const side of sides) connection.selectors(side)?.noteNotJudged(ROUTE_BASED);
  return true;
}

const ROUTE_BASED = "0.0.0.0/0 is on both sides, so routes decide which networks are reached, and no rule sees routes";

/** `remoteSubnets (as the connection has it)` */
export function describeSide(selectors: Selectors): string {
  return `${selectors.property}${selectors.originInWords}`;
}
