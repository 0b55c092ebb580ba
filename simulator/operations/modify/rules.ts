import { apiError, illegal } from "../../api/error";
import { overlaps, parseBlock, parseBlocks } from "../../ipv4";
import { type Connection, type Link, type Tunnel, isTunnel, linksOf } from "../../model/entities";
import { namesOf } from "../../model/parameter";
import type { Store } from "../../model/store";
import { ikeRows } from "../../model/tunnel-parameters";
import type { World } from "../world";
import type { TunnelChange } from "./parameters";

/** The rules that look beyond the tunnel. `merged` is the tunnel as it would be. */
export function checkRules(connection: Connection, merged: Tunnel, change: TunnelChange, world: World): void {
  const { store } = world;
  if (change.ike) checkIkeV1(connection, merged);
  if (change.ike || change.direct.CustomerGatewayId !== undefined) checkSharedGateways(connection, merged, world);
  if (change.bgp) {
    checkTunnelCidr(connection, merged, store);
    checkRoutes(connection, merged, store);
  }
}

/** "Multi-network is configured while using IkeV1 protocol." */
function checkIkeV1(connection: Connection, merged: Tunnel): void {
  if (merged.IkeConfig.IkeVersion !== "ikev1") return;
  const several = connection.LocalSubnet.includes(",") || connection.RemoteSubnet.includes(",");
  if (several) throw apiError("ModifyIkeV1WithMultiRoutes.Invalid");
}

/**
 * The identities are not compared: LocalId is by default the tunnel's own address, and so differs between connections.
 */
const SHARED = namesOf(ikeRows).filter((name) => name !== "LocalId" && name !== "RemoteId");

/**
 * "The pre-shared key and IKE parameters must be the same for IPsec-VPN connections that are associated with the same
 * VPN gateway and customer gateway", and their "protected data flows cannot overlap". The mode `sharedGateways` says
 * whose key and IKE parameters are compared.
 */
function checkSharedGateways(connection: Connection, merged: Tunnel, { store, modes }: World): void {
  if (!connection.VpnGatewayId) return;
  const shares = (link: Link): boolean => link.CustomerGatewayId === merged.CustomerGatewayId;
  for (const other of store.onGateway(connection.VpnGatewayId)) {
    if (other === connection) continue;
    for (const link of linksOf(other).filter(shares)) {
      if (modes.sharedGateways !== "not-checked") checkSameIke(merged, link);
      if (selectorsOverlap(connection, other)) {
        throw apiError("VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap");
      }
    }
  }
  if (modes.sharedGateways !== "sibling-too") return;
  for (const link of linksOf(connection).filter(shares)) {
    if (isTunnel(link) && link.TunnelId !== merged.TunnelId) checkSameIke(merged, link);
  }
}

function checkSameIke(merged: Tunnel, link: Link): void {
  if (SHARED.some((name) => link.IkeConfig[name] !== merged.IkeConfig[name])) {
    throw apiError("VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs");
  }
}

function selectorsOverlap(a: Connection, b: Connection): boolean {
  return listsOverlap(a.LocalSubnet, b.LocalSubnet) && listsOverlap(a.RemoteSubnet, b.RemoteSubnet);
}

function listsOverlap(a: string, b: string): boolean {
  const others = parseBlocks(b);
  return parseBlocks(a).some((block) => others.some((other) => overlaps(block, other)));
}

/** "The CIDR block of the IPsec tunnel for each IPsec-VPN connection on a VPN gateway must be unique." */
function checkTunnelCidr(connection: Connection, merged: Tunnel, store: Store): void {
  const cidr = merged.BgpConfig?.TunnelCidr;
  const sisters = connection.VpnGatewayId ? store.onGateway(connection.VpnGatewayId) : [connection];
  for (const other of sisters) {
    for (const link of linksOf(other)) {
      if ("TunnelId" in link && link.TunnelId === merged.TunnelId) continue;
      if (link.BgpConfig?.TunnelCidr === cidr) throw illegal("TunnelCidr", "another tunnel of the VPN gateway has it");
    }
  }
}

/**
 * The gateway routes each tunnel's CIDR block itself: "The specified route entry is already exist" where a route to the
 * same block is configured, "has conflict" where one overlaps it.
 */
function checkRoutes(connection: Connection, merged: Tunnel, store: Store): void {
  const wanted = parseBlock(merged.BgpConfig?.TunnelCidr ?? "");
  if (!wanted) return;
  for (const route of store.gateways.get(connection.VpnGatewayId)?.RouteEntries ?? []) {
    const block = parseBlock(route.RouteDest);
    if (!block || block.prefix === 0 || !overlaps(block, wanted)) continue;
    throw apiError(block.prefix === wanted.prefix ? "VpnRouteEntry.AlreadyExists" : "VpnRouteEntry.Conflict");
  }
}
