import type { Resource } from "../../resources/resource";
import type { TunnelSession } from "../../resources/vpn-tunnel/ports";
import { vpnTunnel } from "../../resources/vpn-tunnel/verbs";
import { vpnTunnelPair } from "../../resources/vpn-tunnel-pair/verbs";
import { PACKAGE } from "./settings";

/** Each resource by its type token. */
export const pluginResources: ReadonlyMap<string, Resource<TunnelSession>> = new Map([
  [`${PACKAGE}:index:VpnTunnel`, vpnTunnel],
  [`${PACKAGE}:index:VpnTunnelPair`, vpnTunnelPair],
]);
