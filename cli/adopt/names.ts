import type { Declaration } from "./declaration";

/** Names by tunnel, as an earlier run gave them. */
export type GivenNames = ReadonlyMap<string, string>;

const keyOf = (vpnConnectionId: string, property: "role" | "tunnelId", value: string): string =>
  `${vpnConnectionId}:${property}:${value}`;

const LITERAL = String.raw`"(?:[^"\\]|\\.)*"`;
/** At the beginning of a line, where text from outside never stands. */
const DECLARED = new RegExp(
  String.raw`(?:^|\n)new VpnTunnel\((${LITERAL}), \{\s+vpnConnectionId: (${LITERAL}),\s+(role|tunnelId): (${LITERAL}),`,
  "gu",
);

/**
 * The names in a program of an earlier run: a connection that was renamed since keeps its resources' names. The program
 * may select a tunnel by its role, as adopt wrote it at first.
 */
export function namesIn(program: string): GivenNames {
  const text = (found: string | undefined): string => String(JSON.parse(found ?? '""'));
  return new Map(
    [...program.matchAll(DECLARED)].map(([, name, connection, property, value]) => [
      keyOf(text(connection), property === "role" ? "role" : "tunnelId", text(value)),
      text(name),
    ]),
  );
}

/**
 * A name for each declaration: the connection's name and the role, as `headquarters-master`. Connections of the same
 * name have their id in it. What an earlier run named keeps its name.
 */
export function namesFor(declarations: readonly Declaration[], given: GivenNames): readonly string[] {
  const earlier = declarations.map(
    ({ vpnConnectionId, tunnelId, role }) =>
      given.get(keyOf(vpnConnectionId, "tunnelId", tunnelId)) ??
      (role === undefined ? undefined : given.get(keyOf(vpnConnectionId, "role", role))),
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
    const id = inUrn(each.vpnConnectionId);
    const withId = `${stemOf(each)}-${id}-${labelOf(each)}`;
    // A connection may be called what another one's name with its id is.
    const name = firstFree([...(wishes.get(wish) === 1 ? [wish] : []), withId, `${id}-${labelOf(each)}`], taken);
    taken.add(name);
    return name;
  });
}

/** The first name that nobody has; where all are taken, the last one with a number. */
function firstFree(candidates: readonly string[], taken: ReadonlySet<string>): string {
  const free = candidates.find((candidate) => !taken.has(candidate));
  if (free !== undefined) return free;
  const last = candidates.at(-1) ?? "tunnel";
  for (let number = 2; ; number += 1) if (!taken.has(`${last}-${number}`)) return `${last}-${number}`;
}

const labelOf = ({ role, tunnelId }: Declaration): string => role ?? inUrn(tunnelId);

/** A part of a URN: letters of any script, digits and a few marks. */
const inUrn = (text: string): string => text.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replaceAll(/^-+|-+$/gu, "");

function stemOf({ connectionName, vpnConnectionId }: Declaration): string {
  const stem = inUrn(connectionName);
  return stem === "" ? inUrn(vpnConnectionId) : stem;
}
