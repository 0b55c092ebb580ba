/** Facts about a resource by which a configuration picks some resources: its gateways, its tags and its region. */

import { ownTunnelsOf } from "./own-tunnels";
import { read, readElements } from "./reading";
import type { Path, Reading } from "./reading";
import type { JudgedResource } from "./resource";
import { firstPresent } from "./vpn-tunnel";

/** The ids of a resource's VPN gateway, of its customer gateways, and of the connection or attachment that it is. */
export function gatewayIdsOf(resource: JudgedResource): readonly Reading[] {
  const own = ownTunnelsOf(resource).flatMap((tunnel) => [
    tunnel.connection("vpnGatewayId"),
    tunnel.value(["customerGatewayId"]).reading,
    tunnel.value(["vpnConnectionId"]).reading,
  ]);
  if (own.length > 0) return own;
  const at = (path: Path): Reading => read(resource.props, path);
  const list = ["tunnelOptionsSpecifications"];
  const options = readElements(at, list);
  const peers = "state" in options ? [options] : options.map((_, index) => at([...list, index, "customerGatewayId"]));
  // A list of tunnels that is there is no id, but one that is not known may hold the id.
  return [at(["vpnGatewayId"]), at(["customerGatewayId"]), at(["id"]), ...peers];
}

/** The value of a tag; absent for a resource without tags, such as a VpnTunnel. */
export const tagOf = (resource: JudgedResource, key: string): Reading => read(resource.props, ["tags", key]);

/** The region that the resource declares or has stored, or that of its provider. */
export function regionOf(resource: JudgedResource): Reading {
  const [tunnel] = ownTunnelsOf(resource);
  const own = tunnel === undefined ? read(resource.props, ["regionId"]) : tunnel.value(["regionId"]).reading;
  return firstPresent([own, read(resource.provider?.props, ["region"])]);
}
