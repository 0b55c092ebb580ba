/** What one writes a rule with. The rules of this package are written with the same. */

// The kinds of rules: what a rule judges.
export {
  connectedTunnelRule,
  connectionRule,
  ownTunnelRule,
  pairRule,
  stackRule,
  tunnelRule,
  wholeResourceRule,
} from "./rule/rule-kinds";
export type { Outcome, RawConfig, ResourceRule, Rule, RuleMetadata, StackRule, Violation } from "./rule/rule";
export type { Labelled, Names } from "./rule/joint-findings";

// Where a rule comes from.
export * from "./rule/citation";

// What a configuration file may set.
export { choice, choices, flag, integer, integerList, texts } from "./rule/settings";
export { cidrList, expandList } from "./rule/cidr-list";
export type { ScopeKind, ScopeMatch } from "./rule/scope-match";
export type { Scope } from "./rule/scopes";
export type { ConfigOf, Setting, SettingSchema, Settings } from "./rule/settings";

// What a rule reads, and how it says what it found.
export { SIDES, isRouteBased, readableBlocks, skipsRouteBased } from "./subjects/connection";
export type { Connection, Selectors, Side } from "./subjects/connection";
export { keyDigests } from "./subjects/pre-shared-key";
export { read } from "./subjects/reading";
export type { Gap, Ledger, Path, Reading, Scalar } from "./subjects/reading";
export {
  ATTACHMENT_TYPE,
  CONNECTION_TYPE,
  JUDGED_TYPES,
  NATIVE_PAIR_TYPE,
  NATIVE_TUNNEL_TYPE,
  VPN_TUNNEL_PAIR_TYPE,
  VPN_TUNNEL_TYPE,
  kindOf,
} from "./subjects/resource";
export type { JudgedResource, ResourceKind } from "./subjects/resource";
export { NOT_KNOWN, groupBy, mayBeSameTunnel } from "./subjects/stack";
export type { Id, Stack, StackConnection, StackTunnel } from "./subjects/stack";
export { describeValue, differencesOf, fieldsOf } from "./subjects/tunnel";
export type { Difference, FindingFields, Origin, Tunnel, TunnelValue } from "./subjects/tunnel";
export { BGP_FIELDS, CRYPTO_FIELDS, IKE_FIELDS } from "./subjects/tunnel-fields";
export type { FieldName } from "./subjects/tunnel-fields";
export { contains, overlaps, parseCidr } from "../ipsec/cidr";
export type { Cidr } from "../ipsec/cidr";
