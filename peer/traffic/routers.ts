/** IOS-XE, VRP and Comware: a session has a route policy only where the configuration prefers something with it. */

import { blockOf } from "../renderer/encoding";
import { DRAINED, type DrainedSession, type DrainedTunnel } from "./drained-tunnel";
import { commands, movesByPolicies, type Direction, type Moves, type PolicyWords } from "./policy-words";

/** The configuration's policies: of the master's incoming routes, and of the standby's outgoing ones. */
export function masterAndStandby(
  { prefix }: DrainedTunnel,
  { part }: DrainedSession,
  way: Direction,
): string | undefined {
  if (part === "master" && way === "in") return `${prefix}-master-in`;
  return part === "standby" && way === "out" ? `${prefix}-standby-out` : undefined;
}

const IOS_WORDS: PolicyWords = {
  ofConfiguration: masterAndStandby,
  preference: (policy, value) => [`route-map ${policy} permit 10`, ` set local-preference ${value ?? 100}`],
  // Releases differ in whether a second path replaces the first one or follows it.
  path: (policy, asns = [], former) => [
    `route-map ${policy} permit 10`,
    former !== undefined && ` no set as-path prepend ${former.join(" ")}`,
    ` set as-path prepend ${asns.join(" ")}`,
  ],
  remove: (policy) => `no route-map ${policy}`,
  session: ({ asn, neighbor }, policies) => [
    `router bgp ${asn}`,
    " address-family ipv4",
    policies.map(
      ({ policy, way, isAttached }) => `  ${isAttached ? "" : "no "}neighbor ${neighbor} route-map ${policy} ${way}`,
    ),
    " exit-address-family",
  ],
  enter: "configure terminal",
  leave: "end",
  refresh: (neighbor) => [`clear ip bgp ${neighbor} soft in`, `clear ip bgp ${neighbor} soft out`],
};

export const iosSession = (tunnel: DrainedTunnel, session: DrainedSession): Moves =>
  movesByPolicies(tunnel, session, IOS_WORDS);

/** The old route goes first: a device that takes a route by its way alone would delete the new one with it. */
export function iosRoutes({ routes, number, distance }: DrainedTunnel): Moves {
  const move = (from: number, to: number): readonly string[] =>
    commands(
      "configure terminal",
      routes.map(blockOf).map(({ address, mask }) => {
        const route = `ip route ${address} ${mask} Tunnel${number}`;
        return [`no ${route} ${from}`, `${route} ${to}`];
      }),
      "end",
    );
  return { drain: move(distance, DRAINED.distance), undrain: move(DRAINED.distance, distance) };
}

/** What VRP and Comware say differently. */
interface VrpWords {
  readonly path: (asns: readonly number[]) => string;
  readonly addressFamily: string;
  /** Takes a policy off a session. */
  readonly detach: (neighbor: string, policy: string, way: string) => string;
  readonly refresh: (neighbor: string, way: string) => string;
  /** The end of a static route's line. */
  readonly distance: (to: number, tunnel: DrainedTunnel) => string;
  /** The mask of a block, or its prefix length. */
  readonly mask: "mask" | "prefixLength";
}

const WAYS: Readonly<Record<Direction, string>> = { in: "import", out: "export" };

const policyWords = (words: VrpWords): PolicyWords => ({
  ofConfiguration: masterAndStandby,
  preference: (policy, value) => [
    `route-policy ${policy} permit node 10`,
    ` apply local-preference ${value ?? 100}`,
    "quit",
  ],
  path: (policy, asns = []) => [`route-policy ${policy} permit node 10`, ` ${words.path(asns)}`, "quit"],
  remove: (policy) => `undo route-policy ${policy}`,
  session: ({ asn, neighbor }, policies) => [
    `bgp ${asn}`,
    ` ${words.addressFamily}`,
    policies.map(({ policy, way, isAttached }) =>
      isAttached
        ? `  peer ${neighbor} route-policy ${policy} ${WAYS[way]}`
        : `  ${words.detach(neighbor, policy, WAYS[way])}`,
    ),
    " quit",
    "quit",
  ],
  enter: "system-view",
  leave: "return",
  refresh: (neighbor) => [words.refresh(neighbor, "import"), words.refresh(neighbor, "export")],
});

function vrpRoutes(tunnel: DrainedTunnel, words: VrpWords, beginning: string): Moves {
  const { routes, number, distance } = tunnel;
  const { mask } = words;
  const move = (to: number): readonly string[] =>
    commands(
      "system-view",
      routes
        .map(blockOf)
        .map(
          (block) =>
            `ip route-static ${block.address} ${block[mask]} ${beginning}${number} ${words.distance(to, tunnel)}`,
        ),
      "return",
    );
  return { drain: move(DRAINED.distance), undrain: move(distance) };
}

const HUAWEI: VrpWords = {
  path: (asns) => `apply as-path ${asns.join(" ")} additive`,
  addressFamily: "ipv4-family unicast",
  detach: (neighbor, policy, way) => `undo peer ${neighbor} route-policy ${policy} ${way}`,
  refresh: (neighbor, way) => `refresh bgp ${neighbor} ${way}`,
  distance: (to, { name, isTracked }) => `preference ${to}${isTracked ? ` track nqa ${name} icmp` : ""}`,
  mask: "mask",
};

const H3C: VrpWords = {
  path: (asns) => `apply as-path ${asns.join(" ")}`,
  addressFamily: "address-family ipv4 unicast",
  detach: (neighbor, policy, way) => `undo peer ${neighbor} route-policy ${policy} ${way}`,
  refresh: (neighbor, way) => `refresh bgp ${neighbor} ${way} ipv4`,
  distance: (to, { number, isTracked }) => `${isTracked ? `track ${number} ` : ""}preference ${to}`,
  mask: "prefixLength",
};

export const huaweiSession = (tunnel: DrainedTunnel, session: DrainedSession): Moves =>
  movesByPolicies(tunnel, session, policyWords(HUAWEI));
export const huaweiRoutes = (tunnel: DrainedTunnel, beginning: string): Moves => vrpRoutes(tunnel, HUAWEI, beginning);

export const h3cSession = (tunnel: DrainedTunnel, session: DrainedSession): Moves =>
  movesByPolicies(tunnel, session, policyWords(H3C));
export const h3cRoutes = (tunnel: DrainedTunnel): Moves => vrpRoutes(tunnel, H3C, "Tunnel");
