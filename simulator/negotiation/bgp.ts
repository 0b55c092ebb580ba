import type { Connection, Link } from "../model/entities";
import { linksOf } from "../model/entities";
import { otherHostOfPair } from "../model/ipv4";
import type { World } from "../world";
import { isWellKept, peerConfigOf } from "./peer";

/**
 * "success: BGP is normal; false: BGP is abnormal." It needs the tunnel, and on the device the ASN of the customer gateway
 * and the other address of the tunnel's /30.
 */
export function bgpStatus(connection: Connection, link: Link, world: World, now: number): "success" | "false" {
  const gateway = world.store.customerGateways.get(link.CustomerGatewayId);
  if (!gateway || !link.BgpConfig || !world.negotiations.isUp(connection, link, now)) return "false";
  // Nearly every device is like that, and this is asked for every tunnel of every answer.
  if (isWellKept(gateway.Peer)) return "success";
  const peer = peerConfigOf(connection, link, gateway);
  if (!peer) return "false";
  const agrees = peer.Asn === gateway.Asn && peer.BgpIp === otherHostOfPair(link.BgpConfig.LocalBgpIp);
  return agrees ? "success" : "false";
}

/** The status of the health check: its packets come back while any link is up. Switched off, it answers `success`. */
export function healthStatus(connection: Connection, world: World, now: number): "success" | "failed" {
  if (!connection.HealthCheck.Enable) return "success";
  return linksOf(connection).some((link) => world.negotiations.isUp(connection, link, now)) ? "success" : "failed";
}
