import type { Declaration, Selector } from "./declaration";

/** Names by tunnel, as an earlier run gave them. */
export type GivenNames = ReadonlyMap<string, string>;

const keyOf = (vpnConnectionId: string, selector: Selector): string =>
  `${vpnConnectionId}:${selector.property}:${selector.value}`;

const LITERAL = String.raw`"(?:[^"\\]|\\.)*"`;
const DECLARED = new RegExp(
  String.raw`new VpnTunnel\((${LITERAL}), \{\s+vpnConnectionId: (${LITERAL}),\s+(role|tunnelId): (${LITERAL}),`,
  "gu",
);

/** The names in a program of an earlier run: a connection that was renamed since keeps its resources' names. */
export function namesIn(program: string): GivenNames {
  const text = (literal: string | undefined): string => String(JSON.parse(literal ?? '""'));
  return new Map(
    [...program.matchAll(DECLARED)].map(([, name, connection, property, value]) => [
      keyOf(text(connection), { property: property === "role" ? "role" : "tunnelId", value: text(value) }),
      text(name),
    ]),
  );
}

/**
 * A name for each declaration: the connection's name and the role, as `headquarters-master`. Connections of the same
 * name have their id in it. What an earlier run named keeps its name.
 */
export function namesFor(declarations: readonly Declaration[], given: GivenNames): readonly string[] {
  const earlier = declarations.map((each) => given.get(keyOf(each.vpnConnectionId, each.selector)));
  const taken = new Set(given.values());
  const wished = declarations.map((each) => `${stemOf(each)}-${each.selector.value}`);
  const wishes = new Map<string, number>();
  for (const [index, wish] of wished.entries())
    if (earlier[index] === undefined) wishes.set(wish, (wishes.get(wish) ?? 0) + 1);
  return declarations.map((each, index) => {
    const before = earlier[index];
    if (before !== undefined) return before;
    const wish = wished[index] ?? "";
    const withId = `${stemOf(each)}-${each.vpnConnectionId}-${each.selector.value}`;
    // A connection may be called what another one's name with its id is.
    const candidates = [
      ...(wishes.get(wish) === 1 ? [wish] : []),
      withId,
      `${each.vpnConnectionId}-${each.selector.value}`,
    ];
    const name = candidates.find((candidate) => !taken.has(candidate)) ?? withId;
    taken.add(name);
    return name;
  });
}

/** A part of a URN: letters of any script, digits and a few marks. */
function stemOf({ connectionName, vpnConnectionId }: Declaration): string {
  const stem = connectionName.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replaceAll(/^-+|-+$/gu, "");
  return stem === "" ? vpnConnectionId : stem;
}
