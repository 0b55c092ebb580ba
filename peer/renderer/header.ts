/** The comment lines at the top of a file: its origin, its proof, and the points for the reader to check. */

import type { BgpRouter } from "./bgp";
import { PROOF_SENTENCES } from "./proof";
import type { Check, DeviceSpec, DeviceTunnel } from "./spec";
import { harmless, tunnelLine, type FileTunnel } from "./tunnel-line";

/** The comment lines at the top of a file. */
export function header(
  {
    title,
    proof,
    comment,
    holdsKeys = true,
  }: Pick<DeviceSpec, "title" | "proof" | "comment"> & { readonly holdsKeys?: boolean },
  connectionId: string,
  tunnels: readonly FileTunnel[],
  checks: readonly Check[],
  notes: readonly string[] = [],
): readonly string[] {
  return [
    "Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection " +
      `${harmless(connectionId)}, for ${title}.`,
    PROOF_SENTENCES[proof],
    ...tunnels.map(tunnelLine),
    ...(holdsKeys ? ["It may hold pre-shared keys: keep it as secret as they are."] : []),
    ...checks.filter((check) => check !== false).map((check) => `Check: ${check}`),
    ...notes.map((note) => `Note: ${note}`),
  ].map((line) => `${comment} ${line}`);
}

/** The path between the device and the cloud: every file that has tunnels asks for this check. */
export const PATH_CHECK: Check =
  "UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; " +
  "the TCP segment size in the tunnel is at most 1360.";

/** For a device that cannot turn NAT traversal off. */
export function natTraversalCheck(tunnels: readonly DeviceTunnel[]): Check {
  return (
    tunnels.some((tunnel) => !tunnel.natTraversal) &&
    "NAT traversal is off at the cloud, and the device has no switch for it: there may be no NAT on the way."
  );
}

/** For the file with the routes: the routes that the reader has to add, and the side that BGP prefers. */
export function routingChecks({
  bgp,
  advertise,
  routes,
  hasStaticRoutes,
}: {
  readonly bgp: BgpRouter | undefined;
  readonly advertise: readonly string[];
  readonly routes: readonly string[];
  readonly hasStaticRoutes: boolean;
}): readonly Check[] {
  return [
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
      "the VPC's blocks are not known here: add a route into the tunnels for each of them.",
    bgp?.hasMaster === true && "BGP prefers the master tunnel in both directions.",
  ];
}
