/**
 * pulumi-alicloud-vpn/native: the same resources over the native provider `alicloud-vpn`, which has to be installed
 * (docs/languages.md). Beside what the dynamic resources can do, they take `provider`, `import` and `customTimeouts`.
 * @packageDocumentation
 */
export { Provider } from "./provider";
export { VPN_TUNNEL_TYPE, VpnTunnel } from "./vpn-tunnel";
export { VPN_TUNNEL_PAIR_TYPE, VpnTunnelPair } from "./vpn-tunnel-pair";
export type { ProviderArgs } from "../generated/native-settings";
export type { VpnTunnelLookup } from "../vpn-tunnel";
export type { VpnTunnelPairLookup } from "../vpn-tunnel-pair";
export type { VpnTunnelArgs } from "../generated/vpn-tunnel-args";
export type { VpnTunnelPairArgs } from "../generated/vpn-tunnel-pair-args";
