/** The BGP of all tunnels together: one router in the device, with a session through each tunnel. */

import { sharedRoleProblem, sharedRoles } from "../../ipsec/roles";
import { PeerConfigError } from "../error";
import type { BgpEnd, PeerTunnel } from "../model/model";

export interface BgpSession {
  /** The name of the session's tunnel. */
  readonly tunnel: string;
  readonly isMaster: boolean;
  readonly device: BgpEnd;
  readonly cloud: BgpEnd;
}

export interface BgpRouter {
  readonly asn: number;
  /** One of the device's own addresses. It identifies the router while tunnels come and go. */
  readonly routerId: string;
  readonly sessions: readonly BgpSession[];
  /** True if BGP has to prefer one tunnel, the master. Without roles all tunnels are equal. */
  readonly hasMaster: boolean;
}

/** The device's router; undefined if no tunnel has BGP. */
export function bgpRouter(tunnels: readonly (PeerTunnel & { readonly name: string })[]): BgpRouter | undefined {
  const sessions = tunnels.flatMap(({ bgp, role, name }): BgpSession[] =>
    bgp === undefined ? [] : [{ tunnel: name, isMaster: role === "master", device: bgp.device, cloud: bgp.cloud }],
  );
  const [first] = sessions;
  if (first === undefined) return undefined;
  const [shared] = sharedRoles(tunnels.map(({ id, role }) => ({ tunnelId: id, role })));
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
  return { asn, routerId: address, sessions, hasMaster: sessions.some(({ isMaster }) => isMaster) };
}
