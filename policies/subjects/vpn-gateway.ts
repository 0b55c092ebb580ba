/** The VPN gateway that a resource belongs to. */

import { ownTunnelsOf } from "./own-tunnels";
import { firstText, read } from "./reading";
import type { JudgedResource } from "./resource";

/** Its id; undefined where it is not known, and for a resource of a transit router. */
export function vpnGatewayOf(resource: Pick<JudgedResource, "type" | "props">): string | undefined {
  const own = ownTunnelsOf(resource).map((values) => values.connection("vpnGatewayId"));
  const id = firstText(...own, read(resource.props, ["vpnGatewayId"]));
  return id === "" ? undefined : id;
}
