/** What a team composes its own policy pack from. Loading this starts nothing and does not load @pulumi/policy. */

export { createPack } from "./assembly/create-pack";
export type { PackOptions } from "./assembly/create-pack";
export type { Exemption } from "./assembly/exemption";
export { toPolicy } from "./assembly/to-policy";
export type { PolicyOptions } from "./assembly/to-policy";
export type { Outcome, ResourceRule, Rule, StackRule, Violation } from "./rule/rule";
export { ALGORITHM_RULES, ALL_RULES, CIDR_RULES, KEY_RULES } from "./rules";
