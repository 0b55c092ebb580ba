/** Junos and VyOS: configurations of `set` commands, which a commit applies as a whole. */

import { DRAINED, type DrainedSession, type DrainedTunnel } from "./drained-tunnel";
import { commands, movesByPolicies, type Moves, type PolicyWords } from "./policy-words";
import { masterAndStandby } from "./routers";

/** Policies of a session form a chain. One more at its end, or before the one that accepts, changes nothing else. */
export function junosSession(
  { name, prefix }: DrainedTunnel,
  { asn, neighbor }: DrainedSession,
  announces: boolean,
): Moves {
  const [incoming, outgoing] = [`${name}-drain-in`, `${name}-drain-out`];
  const group = `protocols bgp group ${name}`;
  const path = Array.from({ length: DRAINED.pathLength }, () => asn).join(" ");
  const refresh = [`clear bgp neighbor ${neighbor} soft-inbound`, `clear bgp neighbor ${neighbor} soft`];
  return {
    drain: commands(
      "configure",
      `set policy-options policy-statement ${incoming} then local-preference ${DRAINED.preference}`,
      `set policy-options policy-statement ${outgoing} then as-path-prepend "${path}"`,
      `set ${group} import ${incoming}`,
      `set ${group} export ${outgoing}`,
      announces && `insert ${group} export ${outgoing} before ${prefix}-out`,
      "commit and-quit",
      refresh,
    ),
    undrain: commands(
      "configure",
      `delete ${group} import ${incoming}`,
      `delete ${group} export ${outgoing}`,
      `delete policy-options policy-statement ${incoming}`,
      `delete policy-options policy-statement ${outgoing}`,
      "commit and-quit",
      refresh,
    ),
  };
}

export function junosRoutes({ routes, number, distance }: DrainedTunnel): Moves {
  const move = (to: number): readonly string[] =>
    commands(
      "configure",
      routes.map(
        (block) => `set routing-options static route ${block} qualified-next-hop st0.${number} preference ${to}`,
      ),
      "commit and-quit",
    );
  return { drain: move(DRAINED.distance), undrain: move(distance) };
}

const VYOS_WORDS: PolicyWords = {
  ofConfiguration: masterAndStandby,
  preference: (policy, value) => [
    `set policy route-map ${policy} rule 10 action 'permit'`,
    `set policy route-map ${policy} rule 10 set local-preference '${value ?? 100}'`,
  ],
  path: (policy, asns = []) => [
    `set policy route-map ${policy} rule 10 action 'permit'`,
    `set policy route-map ${policy} rule 10 set as-path prepend '${asns.join(" ")}'`,
  ],
  remove: (policy) => `delete policy route-map ${policy}`,
  session: ({ neighbor }, policies) =>
    policies.map(({ policy, way, isAttached }) => {
      const place = `protocols bgp neighbor ${neighbor} address-family ipv4-unicast route-map`;
      const direction = way === "in" ? "import" : "export";
      return isAttached ? `set ${place} ${direction} '${policy}'` : `delete ${place} ${direction}`;
    }),
  enter: "configure",
  leave: ["commit", "exit"],
  refresh: (neighbor) => [`reset bgp ipv4 ${neighbor} soft in`, `reset bgp ipv4 ${neighbor} soft out`],
};

export const vyosSession = (tunnel: DrainedTunnel, session: DrainedSession): Moves =>
  movesByPolicies(tunnel, session, VYOS_WORDS);

export function vyosRoutes({ routes, number, distance }: DrainedTunnel): Moves {
  const move = (to: number): readonly string[] =>
    commands(
      "configure",
      routes.map((block) => `set protocols static route ${block} interface vti${number} distance '${to}'`),
      ["commit", "exit"],
    );
  return { drain: move(DRAINED.distance), undrain: move(distance) };
}
