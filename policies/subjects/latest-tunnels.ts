import type { StackTunnel } from "./stack";

/**
 * The tunnels of one connection, each once. A VpnTunnel or VpnTunnelPair may have changed a tunnel since its Connection
 * declared it, so its word counts.
 */
export function latestTunnels(tunnels: readonly StackTunnel[]): readonly StackTunnel[] {
  const roles = new Set(tunnels.filter(({ tunnel }) => tunnel.own !== undefined).map(({ tunnel }) => tunnel.role));
  return tunnels.filter(
    ({ tunnel }) => tunnel.own !== undefined || tunnel.role === undefined || !roles.has(tunnel.role),
  );
}
