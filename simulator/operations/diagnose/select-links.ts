import { apiError } from "../../api/error";
import type { Params } from "../../http/request";
import type { Connection, Link } from "../../model/entities";
import type { Call } from "../operation";

export interface Place {
  readonly connection: Connection;
  readonly link: Link;
}

/** The values of `Name.1`, `Name.2` ..., in the order of their numbers. */
function list(params: Params, name: string): string[] {
  const found: [number, string][] = [];
  for (const [key, value] of params) {
    const match = new RegExp(`^${name}\\.(\\d+)$`).exec(key);
    if (match) found.push([Number(match[1]), value]);
  }
  return found.sort(([a], [b]) => a - b).map(([, value]) => value);
}

/**
 * "VpnConnectionIds: required if the IPsec-VPN connection is in single-tunnel mode", "TunnelIds: required if ... in
 * dual-tunnel mode". Anything else - none of both, the wrong kind, an id that is not there - is "The parameter is
 * invalid."
 */
export function selectLinks(call: Call, region: string): Place[] {
  const { store } = call.world;
  const connectionIds = list(call.params, "VpnConnectionIds");
  const tunnelIds = list(call.params, "TunnelIds");
  const gatewayId = call.params.get("VpnGatewayId");
  if (connectionIds.length + tunnelIds.length === 0) throw apiError("InvalidParameter");
  const mine = (connection: Connection | undefined): connection is Connection =>
    connection?.AccountId === call.account &&
    connection.RegionId === region &&
    (!gatewayId || connection.VpnGatewayId === gatewayId);
  const places = new Map<string, Place>();
  for (const id of connectionIds) {
    const connection = store.connection(id);
    if (!mine(connection) || !connection.single) throw apiError("InvalidParameter");
    places.set(id, { connection, link: connection.single });
  }
  for (const id of tunnelIds) {
    const place = store.tunnel(id);
    if (!place || !mine(place.connection)) throw apiError("InvalidParameter");
    places.set(id, { connection: place.connection, link: place.tunnel });
  }
  return [...places.values()];
}
