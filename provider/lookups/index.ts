/** Look-ups of live connections and tunnels, which nobody needs to manage. */
export { checkTunnel } from "./check-tunnel";
export { connectionInfo, type HealthCheckInfo, type TunnelInfo, type VpnConnectionInfo } from "./connection";
export { diagnoseTunnels, trafficOfTunnel, tunnelDiagnosis, type TunnelDiagnosis, type Verdict } from "./diagnose";
export { failureOf, type LookupFailure } from "./failure";
export { findTunnels, namedTunnels, type NamedTunnels } from "./find-targets";
export { NotFound } from "./not-found";
export { listConnections, type ConnectionFilters, type OnProgress } from "./list-connections";
export { openApi, type LookupScope } from "./open-api";
export { readPeerModel, renderPeerModel, type PlannedTunnel, type RenderedPeerConfig } from "./peer-config";
