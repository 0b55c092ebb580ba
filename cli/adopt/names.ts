import { commonName } from "../pair-name";
import type { Declaration } from "./declaration";
import type { PairDeclaration } from "./pair";

/** Names of resources by the tunnel or the connection that an earlier program selects with them. */
export type EarlierNames = ReadonlyMap<string, string>;

/** The way in which a program selects a tunnel, or a connection with both. */
const selectorOf = (vpnConnectionId: string, property: "role" | "tunnelId" | "pair", value = ""): string =>
  `${vpnConnectionId}:${property}:${value}`;

const LITERAL = String.raw`"(?:[^"\\]|\\.)*"`;
/** A declaration of a tunnel. It begins a line, and text from outside never does. */
const DECLARATION = new RegExp(
  String.raw`(?:^|\n)new VpnTunnel\((${LITERAL}), \{\s+vpnConnectionId: (${LITERAL}),\s+(role|tunnelId): (${LITERAL}),`,
  "gu",
);
/** A declaration of both tunnels of a connection, in the same way. */
const PAIR = new RegExp(String.raw`(?:^|\n)new VpnTunnelPair\((${LITERAL}), \{\s+vpnConnectionId: (${LITERAL}),`, "gu");

/**
 * The names in an earlier program. With them, a resource keeps its name after its connection is renamed. The program
 * may select a tunnel by its role: the first versions of adopt wrote it so.
 */
export function namesIn(program: string): EarlierNames {
  const text = (found: string | undefined): string => String(JSON.parse(found ?? '""'));
  return new Map([
    ...[...program.matchAll(DECLARATION)].map(([, name, connection, property, value]): [string, string] => [
      selectorOf(text(connection), property === "role" ? "role" : "tunnelId", text(value)),
      text(name),
    ]),
    ...[...program.matchAll(PAIR)].map(([, name, connection]): [string, string] => [
      selectorOf(text(connection), "pair"),
      text(name),
    ]),
  ]);
}

/** The name that an earlier program gave a tunnel. */
export const earlierTunnelName = (
  { vpnConnectionId, tunnelId, role }: Pick<Declaration, "vpnConnectionId" | "tunnelId" | "role">,
  given: EarlierNames,
): string | undefined =>
  given.get(selectorOf(vpnConnectionId, "tunnelId", tunnelId)) ??
  (role === undefined ? undefined : given.get(selectorOf(vpnConnectionId, "role", role)));

/** A name for a resource: the one that it has already, or the first that is free. */
interface Wish {
  readonly earlier: string | undefined;
  /** With the connection's name; taken only if no other resource wishes it. */
  readonly short: string;
  /** With the connection's id as well, and with the id alone. */
  readonly long: readonly string[];
}

/**
 * A name for each declaration: the connection's name and the role, such as `headquarters-master`, or the connection's
 * name alone for a pair. If several connections have one name, their ids are part of it. A tunnel or a pair that an
 * earlier program names keeps that name. A pair in place of two tunnels takes what their names have in common.
 */
export function namesFor(
  declarations: readonly (Declaration | PairDeclaration)[],
  given: EarlierNames,
): readonly string[] {
  const wishes = declarations.map((each) => ("shared" in each ? pairWish(each, given) : tunnelWish(each, given)));
  const taken = new Set(given.values());
  const short = new Map<string, number>();
  for (const wish of wishes) if (wish.earlier === undefined) short.set(wish.short, (short.get(wish.short) ?? 0) + 1);
  return wishes.map((wish) => {
    if (wish.earlier !== undefined) return wish.earlier;
    // Even a name with an id may be taken: another connection may have it as its name.
    const name = firstFree([...(short.get(wish.short) === 1 ? [wish.short] : []), ...wish.long], taken);
    taken.add(name);
    return name;
  });
}

function tunnelWish(tunnel: Declaration, given: EarlierNames): Wish {
  const [stem, id, label] = [stemOf(tunnel), urnPart(tunnel.vpnConnectionId), labelOf(tunnel)];
  return {
    earlier: earlierTunnelName(tunnel, given),
    short: `${stem}-${label}`,
    long: [`${stem}-${id}-${label}`, `${id}-${label}`],
  };
}

function pairWish(pair: PairDeclaration, given: EarlierNames): Wish {
  const [stem, id] = [stemOf(pair), urnPart(pair.vpnConnectionId)];
  const [master, slave] = earlierPairNames(pair, given);
  const common = master === undefined || slave === undefined ? undefined : commonName(master, slave);
  return {
    earlier: given.get(selectorOf(pair.vpnConnectionId, "pair")),
    short: common ?? stem,
    long: [`${stem}-${id}`, id],
  };
}

/** The names of the two tunnels in an earlier program that declared them one by one. */
export const earlierPairNames = (
  { vpnConnectionId, master, slave }: PairDeclaration,
  given: EarlierNames,
): readonly [master: string | undefined, slave: string | undefined] => [
  earlierTunnelName({ vpnConnectionId, tunnelId: master.tunnelId, role: "master" }, given),
  earlierTunnelName({ vpnConnectionId, tunnelId: slave.tunnelId, role: "slave" }, given),
];

/** The first name that is free. If none is free, the last one with a number. */
function firstFree(candidates: readonly string[], taken: ReadonlySet<string>): string {
  const free = candidates.find((candidate) => !taken.has(candidate));
  if (free !== undefined) return free;
  const last = candidates.at(-1) ?? "tunnel";
  for (let number = 2; ; number += 1) if (!taken.has(`${last}-${number}`)) return `${last}-${number}`;
}

const labelOf = ({ role, tunnelId }: Declaration): string => role ?? urnPart(tunnelId);

/** A text as a part of a URN: letters of any script, digits and a few marks. */
const urnPart = (text: string): string => text.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replaceAll(/^-+|-+$/gu, "");

function stemOf({ connectionName, vpnConnectionId }: Pick<Declaration, "connectionName" | "vpnConnectionId">): string {
  const stem = urnPart(connectionName);
  return stem === "" ? urnPart(vpnConnectionId) : stem;
}
