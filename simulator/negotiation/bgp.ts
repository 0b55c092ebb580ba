import { otherHostOfPair } from "../ipv4";
import { type Connection, type Link, linksOf } from "../model/entities";
import type { Store } from "../model/store";
import type { Negotiations } from "./negotiations";
import { isWellKept, peerConfigOf } from "./peer";

/** The sources that say how a link is doing. */
export interface Network {
  readonly store: Store;
  readonly negotiations: Negotiations;
}

/**
 * "success: BGP is normal; false: BGP is abnormal." It needs the tunnel, and on the device the ASN of the customer
 * gateway and the other address of the tunnel's /30.
 */
export function bgpStatus(connection: Connection, link: Link, network: Network, now: number): "success" | "false" {
  const gateway = network.store.customerGateways.get(link.CustomerGatewayId);
  if (!gateway || !link.BgpConfig || !network.negotiations.isUp(connection, link, now)) return "false";
  const carried = network.negotiations.carriedBgp(connection, link);
  if (carried !== undefined) return carried ? "success" : "false";
  // Nearly every device is like that, and this is asked for every tunnel of every answer.
  if (isWellKept(gateway.Peer)) return "success";
  const peer = peerConfigOf(connection, link, gateway);
  if (!peer) return "false";
  const agrees = peer.Asn === gateway.Asn && peer.BgpIp === otherHostOfPair(link.BgpConfig.LocalBgpIp);
  return agrees ? "success" : "false";
}

/** The status of the health check: its packets come back while any link is up. Switched off, it answers `success`. */
export function healthStatus(connection: Connection, network: Network, now: number): "success" | "failed" {
  if (!connection.HealthCheck.Enable) return "success";
  return linksOf(connection).some((link) => network.negotiations.isUp(connection, link, now)) ? "success" : "failed";
}
