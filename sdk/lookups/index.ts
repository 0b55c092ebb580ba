/** Look-ups of live connections and tunnels, which a program does not manage. */
export { checkTunnel, type TunnelProblem } from "./check-tunnel";
export { diagnose, diagnoseOutput, type DiagnoseArgs } from "./diagnose";
export { LookupError, type LookupErrorCategory } from "./lookup-error";
export type { Explanation, Phase } from "../../provider/diagnosis";
export type { TunnelDiagnosis, Verdict } from "../../provider/lookups";
export {
  getVpnConnection,
  getVpnConnectionOutput,
  getVpnConnections,
  getVpnConnectionsOutput,
  type GetVpnConnectionArgs,
  type GetVpnConnectionsArgs,
  type VpnConnection,
  type VpnConnectionTunnel,
} from "./vpn-connections";
export type { LookupScope } from "./scope";
export {
  getPeerConfig,
  getPeerConfigOutput,
  renderPeerConfig,
  type GetPeerConfigArgs,
  type PeerConfig,
  type PeerConfigFile,
  type PeerConfigOptions,
  type PlannedTunnel,
  type RenderedPeerConfig,
} from "./peer-config";
