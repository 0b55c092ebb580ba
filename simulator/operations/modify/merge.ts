import { apiError, illegal } from "../../api/error";
import { contains, formatIpv4, parseBlock, parseIpv4 } from "../../ipv4";
import type { CustomerGateway, Tunnel } from "../../model/entities";
import { type DefaultSource, withDefaults } from "../../model/parameter";
import { type BgpConfig, type IkeConfig, bgpRows, ikeRows, ipsecRows } from "../../model/tunnel-parameters";
import type { World } from "../world";
import type { TunnelChange } from "./parameters";

/** The tunnel as it would be after the change. It stores nothing: a rule may still refuse the change. */
export function mergeTunnel(tunnel: Tunnel, change: TunnelChange, world: World): Tunnel {
  const merged: Tunnel = { ...tunnel, ...change.direct };
  const reset = world.modes.omitted === "reset-leaf";
  const gateway = world.store.customerGateways.get(merged.CustomerGatewayId);
  if (
    change.direct.CustomerGatewayId !== undefined &&
    gateway?.AccountId !== world.store.tunnel(tunnel.TunnelId)?.connection.AccountId
  ) {
    throw apiError("InvalidCustomerGatewayInstanceId.NotFound");
  }
  const from: DefaultSource = {
    internetIp: tunnel.InternetIp,
    peerIp: gateway?.IpAddress ?? tunnel.IkeConfig.RemoteId,
    tunnelCidr: change.bgp?.TunnelCidr ?? tunnel.BgpConfig?.TunnelCidr ?? "",
    random: world.random,
  };
  const { ike, ipsec, bgp } = change;
  merged.IkeConfig = ike && reset ? withDefaults(ikeRows, ike, from) : mergeIke(tunnel, gateway, ike);
  if (ipsec) merged.IpsecConfig = reset ? withDefaults(ipsecRows, ipsec, from) : { ...tunnel.IpsecConfig, ...ipsec };
  if (bgp) merged.BgpConfig = mergeBgp(tunnel.BgpConfig, bgp, reset, from);
  return merged;
}

function mergeIke(tunnel: Tunnel, gateway: CustomerGateway | undefined, sent: Partial<IkeConfig> = {}): IkeConfig {
  const stored = tunnel.IkeConfig;
  const moved = gateway !== undefined && gateway.CustomerGatewayId !== tunnel.CustomerGatewayId;
  // "The default identifier is the IP address of the customer gateway associated with the tunnel." Somebody chose a
  // name; nobody chose an address that belonged to the former customer gateway.
  const follows = moved && parseIpv4(stored.RemoteId) !== undefined;
  return { ...stored, ...(follows ? { RemoteId: gateway.IpAddress } : {}), ...sent };
}

function mergeBgp(
  stored: BgpConfig | undefined,
  sent: Partial<BgpConfig>,
  reset: boolean,
  from: DefaultSource,
): BgpConfig {
  // "If the BGP feature is not enabled for the tunnel, you must call the ModifyVpnConnectionAttribute operation"
  if (!stored) throw illegal("TunnelBgpConfig", "BGP is not enabled for the tunnel");
  // A tunnel's CIDR block has no default, so a block that is complete or reset cannot do without it.
  if (reset && sent.TunnelCidr === undefined) throw illegal("TunnelCidr", "mandatory while BGP is enabled");
  const merged = reset
    ? withDefaults(bgpRows, sent, from)
    : { ...stored, LocalBgpIp: movedHost(stored, from), ...sent };
  // "The address needs to be an IP address within the TunnelCidr." Its network and broadcast address are nobody's.
  const block = parseBlock(merged.TunnelCidr);
  const address = parseIpv4(merged.LocalBgpIp);
  if (!block || address === undefined || !contains(block, address)) throw apiError("IllegalParam.LocalBgpIp");
  if (address === block.first || address === block.last) throw apiError("IllegalParam.LocalBgpIp");
  return merged;
}

/** If TunnelCidr changes alone, the cloud side keeps its place in the /30: .1 stays .1, .2 stays .2. */
function movedHost(stored: BgpConfig, from: DefaultSource): string {
  const former = parseBlock(stored.TunnelCidr);
  const block = parseBlock(from.tunnelCidr);
  const address = parseIpv4(stored.LocalBgpIp);
  if (former && block && address !== undefined && contains(former, address)) {
    return formatIpv4(block.first + (address - former.first));
  }
  return withDefaults(bgpRows, { TunnelCidr: from.tunnelCidr }, from).LocalBgpIp;
}
