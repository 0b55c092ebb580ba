/** The parts of a team's own policy pack. Loading this file starts nothing and does not load @pulumi/policy. */

export { createPack } from "./assembly/create-pack";
export type { PackOptions } from "./assembly/create-pack";
export type { PackScope } from "./assembly/pack-scopes";
export type { Exemption } from "./assembly/exemption";
export { toPolicy } from "./assembly/to-policy";
export type { PolicyOptions } from "./assembly/to-policy";
export type { Outcome, ResourceRule, Rule, StackRule, Violation } from "./rule/rule";
export type { ScopeKind, ScopeMatch } from "./rule/scope-match";
export type { Scope } from "./rule/scopes";
export type { Gap } from "./subjects/reading";
export { tunnelInForce, tunnelsInForce } from "./subjects/tunnel-in-force";
export type {
  BgpInForce,
  ConnectionInForce,
  IkeInForce,
  IpsecInForce,
  TunnelInForce,
} from "./subjects/tunnel-in-force";
export type { NotRead } from "./subjects/vpn-tunnel";
export { PRESETS, presetById } from "./presets";
export type { PresetId } from "./presets";
export { isSatisfiable } from "./presets/preset";
export type { Blocker, Preset } from "./presets/preset";
export * from "./rules";
