import type { Connection, Link } from "../model/entities";
import { linksOf } from "../model/entities";
import { otherHostOfPair } from "../model/ipv4";
import type { World } from "../world";
import { peerConfigOf } from "./peer";

/**
 * "success: BGP is normal; false: BGP is abnormal." It needs the tunnel, and on the device the ASN of the customer gateway
 * and the other address of the tunnel's /30.
 */
export function bgpStatus(connection: Connection, link: Link, world: World, now: number): "success" | "false" {
  const gateway = world.store.customerGateways.get(link.CustomerGatewayId);
  const peer = gateway && peerConfigOf(connection, link, gateway);
  if (!gateway || !peer || !link.BgpConfig) return "false";
  const agrees = peer.Asn === gateway.Asn && peer.BgpIp === otherHostOfPair(link.BgpConfig.LocalBgpIp);
  return agrees && world.negotiations.isUp(connection, link, now) ? "success" : "false";
}

/** The status of the health check: its packets come back while any link is up. Switched off, it answers `success`. */
export function healthStatus(connection: Connection, world: World, now: number): "success" | "failed" {
  if (!connection.HealthCheck.Enable) return "success";
  return linksOf(connection).some((link) => world.negotiations.isUp(connection, link, now)) ? "success" : "failed";
}
