/** The parts of a team's own policy pack. Loading this file starts nothing and does not load @pulumi/policy. */

// A pack of the rules that are here.
export { createPack } from "./assembly/create-pack";
export type { PackOptions } from "./assembly/create-pack";
export type { PackScope } from "./assembly/pack-scopes";
export type { Exemption } from "./assembly/exemption";
export { PackError } from "./assembly/pack-error";
export { toPolicy } from "./assembly/to-policy";
export type { PolicyOptions } from "./assembly/to-policy";
export { PRESETS, presetById } from "./presets";
export type { PresetId } from "./presets";
export { isSatisfiable } from "./presets/preset";
export type { Blocker, Preset } from "./presets/preset";
export * from "./rules";

// Rules of one's own: what a rule is, its source, its settings, and what it reads.
export * from "./authoring";

// Values in force, for a rule that is written with Pulumi's own functions.
export { tunnelInForce, tunnelsInForce } from "./subjects/tunnel-in-force";
export type {
  BgpInForce,
  ConnectionInForce,
  IkeInForce,
  IpsecInForce,
  TunnelInForce,
} from "./subjects/tunnel-in-force";
export type { NotRead } from "./subjects/vpn-tunnel";
