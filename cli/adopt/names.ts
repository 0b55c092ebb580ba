import type { Declaration } from "./declaration";

/** Names of resources by the tunnel that an earlier program selects with them. */
export type EarlierNames = ReadonlyMap<string, string>;

/** The way in which a program selects a tunnel. */
const selectorOf = (vpnConnectionId: string, property: "role" | "tunnelId", value: string): string =>
  `${vpnConnectionId}:${property}:${value}`;

const LITERAL = String.raw`"(?:[^"\\]|\\.)*"`;
/** A declaration of a tunnel. It begins a line, and text from outside never does. */
const DECLARATION = new RegExp(
  String.raw`(?:^|\n)new VpnTunnel\((${LITERAL}), \{\s+vpnConnectionId: (${LITERAL}),\s+(role|tunnelId): (${LITERAL}),`,
  "gu",
);

/**
 * The names in an earlier program. With them, a resource keeps its name after its connection is renamed. The program
 * may select a tunnel by its role: the first versions of adopt wrote it so.
 */
export function namesIn(program: string): EarlierNames {
  const text = (found: string | undefined): string => String(JSON.parse(found ?? '""'));
  return new Map(
    [...program.matchAll(DECLARATION)].map(([, name, connection, property, value]) => [
      selectorOf(text(connection), property === "role" ? "role" : "tunnelId", text(value)),
      text(name),
    ]),
  );
}

/**
 * A name for each declaration: the connection's name and the role, such as `headquarters-master`. If several
 * connections have one name, their ids are part of it. A tunnel that an earlier program names keeps that name.
 */
export function namesFor(declarations: readonly Declaration[], given: EarlierNames): readonly string[] {
  const earlier = declarations.map(
    ({ vpnConnectionId, tunnelId, role }) =>
      given.get(selectorOf(vpnConnectionId, "tunnelId", tunnelId)) ??
      (role === undefined ? undefined : given.get(selectorOf(vpnConnectionId, "role", role))),
  );
  const taken = new Set(given.values());
  const wished = declarations.map((each) => `${stemOf(each)}-${labelOf(each)}`);
  const wishes = new Map<string, number>();
  for (const [index, wish] of wished.entries())
    if (earlier[index] === undefined) wishes.set(wish, (wishes.get(wish) ?? 0) + 1);
  return declarations.map((each, index) => {
    const before = earlier[index];
    if (before !== undefined) return before;
    const wish = wished[index] ?? "";
    const id = urnPart(each.vpnConnectionId);
    const withId = `${stemOf(each)}-${id}-${labelOf(each)}`;
    // Even a name with an id may be taken: another connection may have it as its name.
    const name = firstFree([...(wishes.get(wish) === 1 ? [wish] : []), withId, `${id}-${labelOf(each)}`], taken);
    taken.add(name);
    return name;
  });
}

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

function stemOf({ connectionName, vpnConnectionId }: Declaration): string {
  const stem = urnPart(connectionName);
  return stem === "" ? urnPart(vpnConnectionId) : stem;
}
