import { apiError, illegal } from "../../api/error";
import { defaultBgp, ikeDefaults, ipsecDefaults } from "../../model/defaults";
import type { BgpConfig, CustomerGateway, IkeConfig, Tunnel } from "../../model/entities";
import { contains, formatIpv4, parseBlock, parseIpv4 } from "../../ipv4";
import type { World } from "../world";
import type { TunnelChange } from "./parameters";

/** The tunnel as it would be after the change. What is stored is not touched: a rule may still refuse it. */
export function mergeTunnel(tunnel: Tunnel, change: TunnelChange, world: World): Tunnel {
  const merged: Tunnel = { ...tunnel };
  const reset = world.modes.omitted === "reset-leaf";
  if (change.EnableDpd !== undefined) merged.EnableDpd = change.EnableDpd;
  if (change.EnableNatTraversal !== undefined) merged.EnableNatTraversal = change.EnableNatTraversal;
  if (change.RemoteCaCertificate !== undefined) merged.RemoteCaCertificate = change.RemoteCaCertificate;
  if (change.CustomerGatewayId !== undefined) merged.CustomerGatewayId = change.CustomerGatewayId;

  const gateway = world.store.customerGateways.get(merged.CustomerGatewayId);
  if (
    change.CustomerGatewayId !== undefined &&
    gateway?.AccountId !== world.store.tunnel(tunnel.TunnelId)?.connection.AccountId
  ) {
    throw apiError("InvalidCustomerGatewayInstanceId.NotFound");
  }
  merged.IkeConfig = mergeIke(tunnel, merged, change.TunnelIkeConfig, gateway, world);
  if (change.TunnelIpsecConfig) {
    merged.IpsecConfig = { ...(reset ? ipsecDefaults : tunnel.IpsecConfig), ...change.TunnelIpsecConfig };
  }
  if (change.TunnelBgpConfig) merged.BgpConfig = mergeBgp(tunnel.BgpConfig, change.TunnelBgpConfig, reset);
  return merged;
}

function mergeIke(
  tunnel: Tunnel,
  merged: Tunnel,
  sent: Partial<IkeConfig> | undefined,
  gateway: CustomerGateway | undefined,
  world: World,
): IkeConfig {
  const stored = tunnel.IkeConfig;
  // "The default identifier is the IP address of the customer gateway associated with the tunnel."
  const defaultRemoteId = gateway?.IpAddress ?? stored.RemoteId;
  if (sent && world.modes.omitted === "reset-leaf") {
    return {
      ...ikeDefaults,
      // "The default value is the IP address of the tunnel."
      LocalId: tunnel.InternetIp,
      RemoteId: defaultRemoteId,
      Psk: sent.Psk ?? world.random.preSharedKey(),
      ...sent,
    };
  }
  const moved = merged.CustomerGatewayId !== tunnel.CustomerGatewayId;
  // An FQDN was chosen by somebody; an address that belonged to the former customer gateway was not.
  const follows = moved && parseIpv4(stored.RemoteId) !== undefined;
  return { ...stored, ...(follows ? { RemoteId: defaultRemoteId } : {}), ...sent };
}

function mergeBgp(stored: BgpConfig | undefined, sent: Partial<BgpConfig>, reset: boolean): BgpConfig {
  // "If the BGP feature is not enabled for the tunnel, you must call the ModifyVpnConnectionAttribute operation"
  if (!stored) throw illegal("TunnelBgpConfig", "BGP is not enabled for the tunnel");
  const cidr = sent.TunnelCidr ?? stored.TunnelCidr;
  // A tunnel's CIDR block has no default, so a block that is complete or reset cannot do without it.
  if (reset && sent.TunnelCidr === undefined) throw illegal("TunnelCidr", "mandatory while BGP is enabled");
  const base = reset ? defaultBgp(cidr) : { ...stored, LocalBgpIp: hostMovedTo(stored, cidr) };
  const merged: BgpConfig = { ...base, ...sent };
  // "The address needs to be an IP address within the TunnelCidr." Its network and broadcast address are nobody's.
  const block = parseBlock(merged.TunnelCidr);
  const address = parseIpv4(merged.LocalBgpIp);
  if (!block || address === undefined || !contains(block, address)) throw apiError("IllegalParam.LocalBgpIp");
  if (address === block.first || address === block.last) throw apiError("IllegalParam.LocalBgpIp");
  return merged;
}

/** Where TunnelCidr changes alone, the cloud side keeps its place in the /30: .1 stays .1, .2 stays .2. */
function hostMovedTo(stored: BgpConfig, cidr: string): string {
  const from = parseBlock(stored.TunnelCidr);
  const to = parseBlock(cidr);
  const address = parseIpv4(stored.LocalBgpIp);
  if (!from || !to || address === undefined || !contains(from, address)) return defaultBgp(cidr).LocalBgpIp;
  return formatIpv4(to.first + (address - from.first));
}
