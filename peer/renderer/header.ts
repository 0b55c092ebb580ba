/** The comment lines at the top of a file: its origin, its proof, its use, and the points for the reader to check. */

import type { BgpRouter } from "./bgp";
import { PROOF_SENTENCES } from "./proof";
import { SEGMENT_SIZE } from "./segment-size";
import type { Check, DeviceSpec, DeviceTunnel, GlobalLine } from "./spec";
import { harmless, tunnelLine, type FileTunnel } from "./tunnel-line";

interface HeaderContent {
  readonly tunnels: readonly FileTunnel[];
  readonly checks: readonly Check[];
  readonly globals?: readonly (GlobalLine | false | undefined)[];
  /** The names of all files, in the one that says how to apply them. */
  readonly applied?: readonly string[];
  /** Facts that need no check. */
  readonly notes?: readonly string[];
}

/** The comment lines at the top of a file. */
export function header(
  {
    title,
    proof,
    comment,
    handling,
    holdsKeys = true,
  }: Pick<DeviceSpec, "title" | "proof" | "comment" | "handling"> & { readonly holdsKeys?: boolean },
  connectionId: string,
  { tunnels, checks, globals = [], applied = [], notes = [] }: HeaderContent,
): readonly string[] {
  const plain = (line: string): string => (line.startsWith(comment) ? line.slice(comment.length).trim() : line);
  return [
    "Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection " +
      `${harmless(connectionId)}, for ${title}.`,
    PROOF_SENTENCES[proof],
    ...tunnels.map(tunnelLine),
    ...(holdsKeys ? ["It may hold pre-shared keys: keep it as secret as they are."] : []),
    ...(applied.length === 0
      ? []
      : [
          ...handling.apply(applied).map((line) => `Apply: ${plain(line)}`),
          ...tunnels.flatMap((tunnel) =>
            handling.reset(tunnel).map((line) => `Reset ${tunnel.name} and no other: ${plain(line)}`),
          ),
        ]),
    ...globals.filter((line) => line !== undefined && line !== false).map(globalLine),
    ...checks.filter((check) => check !== false).map((check) => `Check: ${check}`),
    ...notes.map((note) => `Note: ${note}`),
  ].map((line) => `${comment} ${line}`);
}

const globalLine = ({ line, does, touches, before, back }: GlobalLine): string =>
  `For the whole device: \`${line}\` ${does}. It touches ${touches}. The state before: ${before}. The way back: ${back}.`;

/** The path between the device and the cloud: every file that has tunnels asks for this check. */
export const PATH_CHECK: Check =
  "UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; " +
  `the TCP segment size in the tunnel is at most ${SEGMENT_SIZE}.`;

/** For a device that cannot turn NAT traversal off. */
export function natTraversalCheck(tunnels: readonly DeviceTunnel[]): Check {
  return (
    tunnels.some((tunnel) => !tunnel.natTraversal) &&
    "NAT traversal is off at the cloud, and the device has no switch for it: there may be no NAT on the way."
  );
}

/** For the file with the routes: the routes that the reader has to add, and the side that is preferred. */
export function routingChecks({
  bgp,
  advertise,
  routes,
  hasStaticRoutes,
  tunnels,
  equalPaths,
}: {
  readonly bgp: BgpRouter | undefined;
  readonly advertise: readonly string[];
  readonly routes: readonly string[];
  readonly hasStaticRoutes: boolean;
  readonly tunnels: readonly DeviceTunnel[];
  readonly equalPaths: boolean;
}): readonly Check[] {
  const numbers = tunnels.map(({ number }) => number);
  return [
    `nothing else on the device has the ${numbers.length > 1 ? "numbers" : "number"} ${numbers.join(" and ")} (--number chooses others).`,
    bgp?.bfd === true &&
      "BFD is on: both ends need it, and whether the cloud has it is not documented; BGP's own timers hold without it.",
    bgp !== undefined &&
      advertise.length === 0 &&
      "the data centre's blocks are not known here: announce each of them by BGP.",
    bgp !== undefined &&
      advertise.length > 0 &&
      "each announced block is, exactly as it is here, in the device's own routing table: " +
        "otherwise it is not announced.",
    hasStaticRoutes &&
      routes.length === 0 &&
      "the VPC's blocks are not known here: add a route into the tunnels for each of them (--route).",
    routes.length === 0 &&
      "traffic to the VPC leaves by the default route while no tunnel is up: --route writes routes that drop it.",
    tunnels.length > 1 && equalPaths
      ? "the connection is a transit router's: both tunnels carry traffic at once, and neither is a standby."
      : bgp?.hasMaster === true && "BGP prefers the master tunnel in both directions.",
    tunnels.length > 1 &&
      "a session may go out through one tunnel and come back through the other, above all while traffic moves: no " +
        "firewall may drop it for that.",
  ];
}
