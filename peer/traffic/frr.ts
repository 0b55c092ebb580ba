/** FRRouting: each session has both route maps in any case, so they are changed in place. For vtysh. */

import type { Moves, PolicyWords } from "./policy-words";
import { movesByPolicies } from "./policy-words";
import type { DrainedSession, DrainedTunnel } from "./drained-tunnel";

const WORDS: PolicyWords = {
  ofConfiguration: ({ name }, _, way) => `${name}-${way}`,
  preference: (policy, value) => [
    `route-map ${policy} permit 10`,
    value === undefined ? " no set local-preference" : ` set local-preference ${value}`,
    "exit",
  ],
  path: (policy, asns) => [
    `route-map ${policy} permit 10`,
    asns === undefined ? " no set as-path prepend" : ` set as-path prepend ${asns.join(" ")}`,
    "exit",
  ],
  remove: () => undefined,
  session: () => undefined,
  enter: "configure terminal",
  leave: "end",
  // Without this, FRR looks at a changed map only after its delay timer, which is 5 s.
  refresh: (neighbor) => [`clear bgp ${neighbor} soft in`, `clear bgp ${neighbor} soft out`],
};

export const frrMoves = (tunnel: DrainedTunnel, session: DrainedSession): Moves =>
  movesByPolicies(tunnel, session, WORDS);
