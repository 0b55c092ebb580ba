import type { JsonObject } from "../api/json";
import { tunnelState } from "../model/configuring";
import type { IkeConfig, IpsecConfig, Link, Tunnel } from "../model/entities";
import { otherHostOfPair } from "../ipv4";
import type { Modes } from "../modes";
import type { AnswerSources } from "./live";
import { pskMember } from "./secrets";

/** How a number or a boolean is written: as itself, or as text. */
export type Write = (value: number | boolean) => number | boolean | string;

export const native: Write = (value) => value;
export const asText: Write = (value) => String(value);

export function ikeMember(ike: IkeConfig, modes: Modes, write: Write): JsonObject {
  return {
    IkeVersion: ike.IkeVersion,
    IkeMode: ike.IkeMode,
    IkeEncAlg: ike.IkeEncAlg,
    IkeAuthAlg: ike.IkeAuthAlg,
    IkePfs: ike.IkePfs,
    IkeLifetime: write(ike.IkeLifetime),
    LocalId: ike.LocalId,
    RemoteId: ike.RemoteId,
    ...pskMember(ike.Psk, modes),
  };
}

export function ipsecMember(ipsec: IpsecConfig, write: Write): JsonObject {
  return {
    IpsecEncAlg: ipsec.IpsecEncAlg,
    IpsecAuthAlg: ipsec.IpsecAuthAlg,
    IpsecPfs: ipsec.IpsecPfs,
    IpsecLifetime: write(ipsec.IpsecLifetime),
  };
}

/** The BGP values that the reference has everywhere; the peer's are derived. */
export function bgpMember(link: Link, world: Pick<AnswerSources, "store">, write: Write): JsonObject | undefined {
  const bgp = link.BgpConfig;
  if (!bgp) return undefined;
  return {
    TunnelCidr: bgp.TunnelCidr,
    LocalBgpIp: bgp.LocalBgpIp,
    LocalAsn: write(bgp.LocalAsn),
    PeerBgpIp: otherHostOfPair(bgp.LocalBgpIp),
    PeerAsn: write(world.store.customerGateways.get(link.CustomerGatewayId)?.Asn ?? 0),
  };
}

/** The reply of ModifyTunnelAttribute: flat, native values, no Status and no TunnelIndex. */
export function tunnelReply(tunnel: Tunnel, world: AnswerSources, now: number): JsonObject {
  const bgp = bgpMember(tunnel, world, native);
  const certificate = tunnel.RemoteCaCertificate;
  return {
    TunnelId: tunnel.TunnelId,
    Role: tunnel.Role,
    State: world.modes.replyState === "active" ? "active" : tunnelState(tunnel, now),
    ZoneNo: tunnel.ZoneNo,
    InternetIp: tunnel.InternetIp,
    CustomerGatewayId: tunnel.CustomerGatewayId,
    EnableDpd: tunnel.EnableDpd,
    EnableNatTraversal: tunnel.EnableNatTraversal,
    ...(certificate === undefined ? {} : { RemoteCaCertificate: certificate }),
    TunnelIkeConfig: ikeMember(tunnel.IkeConfig, world.modes, native),
    TunnelIpsecConfig: ipsecMember(tunnel.IpsecConfig, native),
    ...(bgp ? { TunnelBgpConfig: { EnableBgp: true, ...bgp } } : {}),
  };
}
