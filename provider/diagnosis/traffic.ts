/** What the API reports of a tunnel, as far as it says whether traffic passes. */
export interface ReportedTunnel {
  readonly status: string | undefined;
  /** Whether BGP is on for the connection. */
  readonly isBgpOn: boolean | undefined;
  /** `success`, or another word while the BGP session is down. */
  readonly bgpStatus: string | undefined;
}

/**
 * Whether a tunnel carries traffic. It does where its IPsec SA is established and, where BGP is on for it, its BGP
 * session is up: without a session, no route leads into the tunnel.
 * - `unknown`: the API reports no Status
 */
export type Traffic = "carries" | "no SA" | "no BGP session" | "unknown";

/** The word of the API for an established IPsec SA (DescribeVpnConnections, TunnelOptions.Status). */
export const ESTABLISHED = "ipsec_sa_established";

/** Whether the tunnel carries traffic. A BGP session of which the API says nothing counts as up. */
export function trafficOf({ status, isBgpOn, bgpStatus }: ReportedTunnel): Traffic {
  if (status === undefined) return "unknown";
  if (status !== ESTABLISHED) return "no SA";
  const isSessionDown = isBgpOn === true && bgpStatus !== undefined && bgpStatus !== "success";
  return isSessionDown ? "no BGP session" : "carries";
}
