/** The tunnels of our own resources: one of a VpnTunnel, two of a VpnTunnelPair. */

import { kindOf } from "./resource";
import type { JudgedResource } from "./resource";
import { vpnTunnelValues } from "./vpn-tunnel";
import type { VpnTunnelValues } from "./vpn-tunnel";
import { vpnTunnelPairValues } from "./vpn-tunnel-pair";

/** Empty for a resource of @pulumi/alicloud. */
export function ownTunnelsOf(resource: Pick<JudgedResource, "type" | "props">): readonly VpnTunnelValues[] {
  const kind = kindOf(resource);
  if (kind === "tunnel") return [vpnTunnelValues(resource.props)];
  return kind === "pair" ? vpnTunnelPairValues(resource.props) : [];
}
