import type { Connection, CustomerGateway, Link, Tunnel } from "../model/entities";
import { otherHostOfPair } from "../model/ipv4";

/** What a device has configured for one tunnel, seen from the device: its LocalId is the cloud's RemoteId. */
export interface PeerConfig {
  IkeVersion: string;
  IkeMode: string;
  IkeEncAlg: string;
  IkeAuthAlg: string;
  IkePfs: string;
  IkeLifetime: number;
  LocalId: string;
  RemoteId: string;
  Psk: string;
  IpsecEncAlg: string;
  IpsecAuthAlg: string;
  IpsecPfs: string;
  IpsecLifetime: number;
  LocalSubnet: string;
  RemoteSubnet: string;
  EnableNatTraversal: boolean;
  Asn: number;
  BgpIp: string;
}

/** The device behind a customer gateway. */
export interface Peer {
  /** true: somebody keeps the device in step with the cloud side. false: it has what it had when this became false. */
  Mirror: boolean;
  /** Nothing answers. */
  Down: boolean;
  /** The address that the device really sends from, where it is not the customer gateway's. */
  SourceIp?: string;
  /** What it has otherwise than its base: for all its tunnels, and for one (by TunnelId; VpnConnectionId if single-tunnel). */
  Config: Partial<PeerConfig>;
  Tunnels: Record<string, Partial<PeerConfig>>;
  /** The base of a device that does not mirror. */
  Frozen: Record<string, PeerConfig>;
  /** Reports this code whatever the comparison says: for what only a device can do (AH, transport mode, commit bit ...). */
  Symptom?: string;
}

export function wellKeptPeer(): Peer {
  return { Mirror: true, Down: false, Config: {}, Tunnels: {}, Frozen: {} };
}

export function isWellKept(peer: Peer): boolean {
  for (const _own in peer.Config) return false;
  for (const _own in peer.Tunnels) return false;
  return peer.Mirror;
}

export function isTunnel(link: Link): link is Tunnel {
  return "TunnelId" in link;
}

export function linkIdOf(connection: Connection, link: Link): string {
  return isTunnel(link) ? link.TunnelId : connection.VpnConnectionId;
}

/** What a well-kept device has: the cloud side, seen from the other end. */
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

/** What the device has for this tunnel now; undefined where it has never heard of it. */
export function peerConfigOf(connection: Connection, link: Link, gateway: CustomerGateway): PeerConfig | undefined {
  const { Peer: peer } = gateway;
  if (isWellKept(peer)) return mirrorOf(connection, link, gateway);
  const id = linkIdOf(connection, link);
  const base = peer.Mirror ? mirrorOf(connection, link, gateway) : peer.Frozen[id];
  return base && { ...base, ...peer.Config, ...peer.Tunnels[id] };
}
