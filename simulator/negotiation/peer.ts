import { otherHostOfPair } from "../ipv4";
import {
  type Connection,
  type CustomerGateway,
  type Link,
  type Peer,
  type PeerConfig,
  linkIdOf,
} from "../model/entities";

export function wellKeptPeer(): Peer {
  return { Mirror: true, Down: false, Config: {}, Tunnels: {}, Frozen: {} };
}

export function isWellKept(peer: Peer): boolean {
  for (const _own in peer.Config) return false;
  for (const _own in peer.Tunnels) return false;
  return peer.Mirror;
}

/** The values of a well-kept device: the cloud side, seen from the other end. */
export function mirrorOf(connection: Connection, link: Link, gateway: CustomerGateway): PeerConfig {
  const { IkeConfig: ike, IpsecConfig: ipsec } = link;
  // One by one: this is made for every negotiation, and two spreads cost as much as all the rest of it.
  return {
    IkeVersion: ike.IkeVersion,
    IkeMode: ike.IkeMode,
    IkeEncAlg: ike.IkeEncAlg,
    IkeAuthAlg: ike.IkeAuthAlg,
    IkePfs: ike.IkePfs,
    IkeLifetime: ike.IkeLifetime,
    LocalId: ike.RemoteId,
    RemoteId: ike.LocalId,
    Psk: ike.Psk,
    IpsecEncAlg: ipsec.IpsecEncAlg,
    IpsecAuthAlg: ipsec.IpsecAuthAlg,
    IpsecPfs: ipsec.IpsecPfs,
    IpsecLifetime: ipsec.IpsecLifetime,
    LocalSubnet: connection.RemoteSubnet,
    RemoteSubnet: connection.LocalSubnet,
    EnableNatTraversal: link.EnableNatTraversal,
    Asn: gateway.Asn,
    BgpIp: link.BgpConfig ? otherHostOfPair(link.BgpConfig.LocalBgpIp) : "",
  };
}

/** The values of the device for this tunnel now; undefined if it was never told about the tunnel. */
export function peerConfigOf(connection: Connection, link: Link, gateway: CustomerGateway): PeerConfig | undefined {
  const { Peer: peer } = gateway;
  if (isWellKept(peer)) return mirrorOf(connection, link, gateway);
  const id = linkIdOf(connection, link);
  const base = peer.Mirror ? mirrorOf(connection, link, gateway) : peer.Frozen[id];
  return base && { ...base, ...peer.Config, ...peer.Tunnels[id] };
}
