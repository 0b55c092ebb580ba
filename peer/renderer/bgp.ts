/** The BGP of all tunnels together: one router in the device, with a session through each tunnel. */

import { sharedRoleProblem, sharedRoles } from "../../ipsec/roles";
import { PeerConfigError } from "../error";
import type { BgpEnd, PeerTunnel } from "../model/model";
import type { BgpTimers, PeerConfigOptions } from "../options";

export interface BgpSession {
  /** The name of the session's tunnel. */
  readonly tunnel: string;
  readonly isMaster: boolean;
  readonly device: BgpEnd;
  readonly cloud: BgpEnd;
}

/** The times of sessions without other ones: a fail-over takes at most the hold time. */
const DEFAULT_TIMERS: BgpTimers = { keepalive: 3, hold: 9 };

/**
 * The seconds between two attempts to open a session (ConnectRetryTime). The default of most devices, 120 s, keeps a
 * tunnel without routes for up to two minutes after it is up again.
 */
export const CONNECT_RETRY = 10;

export interface BgpRouter {
  readonly timers: BgpTimers;
  /** True if the sessions have BFD beside BGP. */
  readonly bfd: boolean;
  readonly asn: number;
  /** One of the device's own addresses. It identifies the router while tunnels come and go. */
  readonly routerId: string;
  readonly sessions: readonly BgpSession[];
  /** True if BGP has to prefer the master. Without roles, and on a transit router, all tunnels are equal. */
  readonly hasMaster: boolean;
  /** How many equal paths the router uses at once; 1 if it prefers one. */
  readonly paths: number;
}

/** What a device's BGP depends on beside its tunnels. */
interface BgpDevice {
  readonly title: string;
  /** True if all tunnels carry traffic at once, whatever their roles are called. */
  readonly equalPaths: boolean;
  /** The shortest hold time that the device has, if that is longer than the default. */
  readonly shortestHold?: number | undefined;
}

/** The device's router; undefined if no tunnel has BGP. */
export function bgpRouter(
  tunnels: readonly (PeerTunnel & { readonly name: string })[],
  kind: BgpDevice,
  options: PeerConfigOptions,
): BgpRouter | undefined {
  const sessions = tunnels.flatMap(({ bgp, role, name }): BgpSession[] =>
    bgp === undefined ? [] : [{ tunnel: name, isMaster: role === "master", device: bgp.device, cloud: bgp.cloud }],
  );
  const [first] = sessions;
  if (first === undefined) return undefined;
  const { equalPaths } = kind;
  const [shared] = equalPaths ? [] : sharedRoles(tunnels.map(({ id, role }) => ({ tunnelId: id, role })));
  if (shared !== undefined)
    throw new PeerConfigError({
      property: "role",
      reason: `${sharedRoleProblem(shared)}, and BGP prefers the master: choose one of them by its id`,
    });
  const { asn, address } = first.device;
  if (sessions.some(({ device }) => device.asn !== asn))
    throw new PeerConfigError({
      property: "tunnelBgpConfig.peerAsn",
      reason: "differs between the tunnels, and one router has one AS number",
    });
  if (sessions.some(({ cloud }) => cloud.asn === asn))
    throw new PeerConfigError({
      property: "tunnelBgpConfig.localAsn",
      reason: "is the device's own AS number: the session would be an internal one, which Alibaba Cloud does not have",
    });
  const timers = timersOf(kind, options);
  const hasMaster = !equalPaths && sessions.some(({ isMaster }) => isMaster);
  const paths = hasMaster ? 1 : Math.max(2, sessions.length);
  return { timers, bfd: options.bfd === true, asn, routerId: address, sessions, hasMaster, paths };
}

function timersOf(
  { title, shortestHold = DEFAULT_TIMERS.hold }: BgpDevice,
  { bgpTimers }: PeerConfigOptions,
): BgpTimers {
  if (bgpTimers === undefined) return { ...DEFAULT_TIMERS, hold: Math.max(shortestHold, DEFAULT_TIMERS.hold) };
  if (shortestHold > DEFAULT_TIMERS.hold && bgpTimers.hold < shortestHold)
    throw new PeerConfigError({
      property: "options.bgpTimers",
      device: title,
      reason: `has a hold time of ${bgpTimers.hold} s, and the device's shortest one is ${shortestHold} s`,
    });
  return bgpTimers;
}
