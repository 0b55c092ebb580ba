import type { Field, Group } from "../core/field";
import { integer, oneOf } from "../core/rules";
import { plainText, sessionSeconds } from "./vpn-tunnel.rules";

/** Rows of the field table that steer this program and that the API does not have: a change of one sends nothing. */

export const optionGroups: readonly Group[] = [
  {
    path: "timeouts",
    doc: "How long to wait for this tunnel, in place of the configured times.",
  },
  {
    path: "assumeRole",
    doc: "A RAM role to assume for this tunnel's calls, in place of the one of the configuration. It refers to a role and holds no secret.",
  },
];

export const optionFields: readonly Field[] = [
  {
    path: "waitFor",
    kind: "option",
    rule: oneOf(["settled", "established"]),
    doc: "When a change counts as done: when the API has `settled` it and shows it, or when the tunnel is `established` by a negotiation after it. If not in time, the error says which phase failed and what to do, and the next `up` goes on from there.",
    absent: "`settled`",
  },
  {
    path: "onAdopt",
    kind: "option",
    rule: oneOf(["change", "verify"]),
    doc: "What creating this resource may do to the live tunnel: `change` it to what is declared, or only `verify` that it is so and fail, with the differences, where it is not.",
    absent: "`change`",
  },
  {
    path: "onDrift",
    kind: "option",
    rule: oneOf(["correct", "fail"]),
    doc: "What an update does where somebody changed a declared value since the state was read: `correct` it along, or `fail` with the differences and send nothing.",
    absent: "`correct`",
  },
  {
    path: "timeouts.settleSeconds",
    kind: "option",
    rule: integer(1, 7200, "seconds"),
    doc: "How long to wait until a change is configured.",
    absent: "`alicloud-vpn:settleSeconds`, or 600",
  },
  {
    path: "timeouts.establishSeconds",
    kind: "option",
    rule: integer(1, 7200, "seconds"),
    doc: "How long to wait until a changed tunnel is up again.",
    absent: "`alicloud-vpn:establishSeconds`, or 300",
  },
  {
    path: "profile",
    kind: "option",
    rule: plainText("the name of a profile", "production", /^\S+$/u),
    doc: "Profile of the shared credentials file whose account this tunnel belongs to. A change sends nothing.",
    absent: "the configured account",
  },
  {
    path: "assumeRole.roleArn",
    kind: "option",
    rule: plainText("the ARN of a RAM role", "acs:ram::123456789012****:role/vpn", /^acs:ram::[^\s:]+:role\/\S+$/u),
    doc: "The role to assume. A change sends nothing.",
  },
  {
    path: "assumeRole.sessionName",
    kind: "option",
    rule: plainText("2 to 64 letters, digits, dots, hyphens, underscores or at signs", "pulumi", /^[\w.@-]{2,64}$/u),
    doc: "Name of the session, for the audit trail.",
    absent: "`pulumi-alicloud-vpn`",
  },
  {
    path: "assumeRole.sessionExpiration",
    kind: "option",
    rule: sessionSeconds,
    doc: "How long a session lasts before it is renewed.",
    absent: "3600",
  },
  {
    path: "assumeRole.externalId",
    kind: "option",
    rule: plainText("an external id without spaces", "partner-7", /^\S{1,1224}$/u),
    doc: "External id that the role asks for.",
  },
  {
    path: "assumeRole.policy",
    kind: "option",
    rule: plainText("a RAM policy as JSON text", '{"Version":"1"}', /^\s*\{[\s\S]*\}\s*$/u),
    doc: "Further restriction of the session.",
  },
];
