/**
 * pulumi-alicloud-vpn: Alibaba Cloud IPsec-VPN tunnels as code.
 * @packageDocumentation
 */
export { ProgramError } from "./program-error";
export { VPN_TUNNEL_TYPE, VpnTunnel, type VpnTunnelLookup } from "./vpn-tunnel";
export { VPN_TUNNEL_PAIR_TYPE, VpnTunnelPair, type VpnTunnelPairLookup } from "./vpn-tunnel-pair";
export type { HookArgs, PairTunnelArgs, RolloutArgs, VpnTunnelPairArgs } from "./generated/vpn-tunnel-pair-args";
export type { Hook, PairTunnel, Rollout } from "./generated/vpn-tunnel-pair-outputs";
export type { VpnTunnelArgs } from "./generated/vpn-tunnel-args";
export type {
  AssumeRoleArgs,
  PskFromArgs,
  TunnelBgpConfigArgs,
  TunnelIkeConfigArgs,
  TunnelIpsecConfigArgs,
} from "./generated/vpn-tunnel-args";
export type {
  AssumeRole,
  PskFrom,
  TunnelBgpConfig,
  TunnelIkeConfig,
  TunnelIpsecConfig,
} from "./generated/vpn-tunnel-outputs";
export {
  checkTunnel,
  diagnose,
  diagnoseOutput,
  getPeerConfig,
  getPeerConfigOutput,
  getVpnConnection,
  getVpnConnectionOutput,
  getVpnConnections,
  getVpnConnectionsOutput,
  LookupError,
  renderPeerConfig,
} from "./lookups";
export type {
  DiagnoseArgs,
  Explanation,
  GetPeerConfigArgs,
  GetVpnConnectionArgs,
  GetVpnConnectionsArgs,
  LookupErrorCategory,
  LookupScope,
  PeerConfig,
  PeerConfigFile,
  PeerConfigOptions,
  PlannedTunnel,
  RenderedPeerConfig,
  TunnelDiagnosis,
  TunnelProblem,
  VpnConnection,
  VpnConnectionTunnel,
} from "./lookups";
