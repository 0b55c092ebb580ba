/** FortiOS: the rule of a route map, and the neighbor's setting that names the map. */

import type { Lines } from "../renderer/lines";
import type { DrainedSession, DrainedTunnel } from "./drained-tunnel";
import { movesByPolicies, type Moves, type PolicyWords } from "./policy-words";

const routeMap = (policy: string, setting: string): Lines => [
  "config router route-map",
  `    edit "${policy}"`,
  "        config rule",
  "            edit 1",
  `                set ${setting}`,
  "            next",
  "        end",
  "    next",
  "end",
];

const WORDS: PolicyWords = {
  ofConfiguration: ({ prefix }, { part }, way) => {
    if (part === "master" && way === "in") return `${prefix}-in`;
    return part === "standby" && way === "out" ? `${prefix}-out` : undefined;
  },
  preference: (policy, value) => routeMap(policy, `set-local-preference ${value ?? 100}`),
  path: (policy, asns = []) => routeMap(policy, `set-aspath "${asns.join(" ")}"`),
  remove: (policy) => ["config router route-map", `    delete "${policy}"`, "end"],
  session: ({ neighbor }, policies) => [
    "config router bgp",
    "    config neighbor",
    `        edit "${neighbor}"`,
    policies.map(({ policy, way, isAttached }) =>
      isAttached ? `            set route-map-${way} "${policy}"` : `            unset route-map-${way}`,
    ),
    "        next",
    "    end",
    "end",
  ],
  enter: undefined,
  leave: undefined,
  refresh: (neighbor) => [
    `execute router clear bgp ip ${neighbor} soft in`,
    `execute router clear bgp ip ${neighbor} soft out`,
  ],
};

export const fortiosSession = (tunnel: DrainedTunnel, session: DrainedSession): Moves =>
  movesByPolicies(tunnel, session, WORDS);
