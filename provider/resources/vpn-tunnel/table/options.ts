import type { Field, Group } from "../../../core/field";
import { integer, oneOf } from "../../../core/rules";
import { plainText, sessionSeconds } from "./rules";

/** Rows of the field table that steer this program and that the API does not have: a change of one sends nothing. */

export const optionGroups: readonly Group[] = [
  {
    path: "tunnelIkeConfig.pskFrom",
    exactlyOne: true,
    doc: "Where the pre-shared key is read from, in place of `psk`. It is read when it is needed, on the machine that runs Pulumi, and never enters Pulumi's state, plan, events or logs; a salted HMAC of it, secret as well, tells whether it changed.",
  },
  {
    path: "probe",
    exactlyOne: true,
    doc: "Proof that traffic passes, where BGP does not tell. An IPsec SA that is up proves little: with a wrong SHA-2 truncation, wrong selectors or a wrong MTU nothing passes. After a change, the tunnel is back only when the probe passes.",
  },
  {
    path: "timeouts",
    doc: "How long to wait for this tunnel, in place of the configured times.",
  },
  {
    path: "assumeRole",
    doc: "A RAM role to assume for this tunnel's calls, in place of the one of the configuration. It refers to a role and holds no secret.",
  },
];

/** Paths that say where the key is read from. */
export const PSK_SOURCES = ["env", "file", "command"].map((kind) => `tunnelIkeConfig.pskFrom.${kind}`);

export const optionFields: readonly Field[] = [
  {
    path: "tunnelIkeConfig.pskFrom.env",
    kind: "option",
    rule: plainText("the name of an environment variable", "OFFICE_PSK", /^[^\s=]+$/u),
    doc: "Name of an environment variable that holds the key.",
  },
  {
    path: "tunnelIkeConfig.pskFrom.file",
    kind: "option",
    rule: plainText("the path of a file", "/run/secrets/office-psk", /\S/u),
    doc: "Path of a file that holds the key, relative to the program's folder; one line break at its end does not count.",
  },
  {
    path: "tunnelIkeConfig.pskFrom.command",
    kind: "option",
    rule: plainText("a command line", "pass show vpn/office", /\S/u),
    doc: "Command line for the shell that prints the key, within 60 seconds; one line break at the end does not count. It runs in the program's folder, once for each operation.",
  },
  {
    path: "waitFor",
    kind: "option",
    rule: oneOf(["settled", "recovered", "established"]),
    doc: "When a change of this tunnel counts as done. `settled`: the API has configured the change and shows it. `recovered`: in addition, a tunnel that was up before the change is up again, by a negotiation after it; a tunnel that was down need not come up. `established`: in addition, the tunnel is up, whatever it was before. If the tunnel is not up in time, the update fails with the service's diagnosis, the state keeps what was sent, and the next `up` goes on from there. Where EffectImmediately is off for the connection, nothing shows a renegotiation before traffic comes: `recovered` accepts a tunnel that stays up, and a warning names it.",
    absent: "`recovered`",
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
    doc: "What an update does where somebody changed a declared value since Pulumi last read the tunnel. `fail`: the update lists the differences and sends nothing; `pulumi refresh` shows them, and the next `up` corrects them. `correct`: the update corrects them along with its own change. A live value that is as declared now is no difference.",
    absent: "`fail`",
  },
  {
    path: "onFailure",
    kind: "option",
    rule: oneOf(["keep", "rollback"]),
    doc: "What happens where a change was accepted and then did not settle, or the tunnel did not come up in time: `keep` what was sent, or `rollback` to the values from before, wait again and report both. With `rollback` a tunnel that was up is waited for, whatever `waitFor` says. Where the old key is not known, a change of the key is refused.",
    absent: "`keep`",
  },
  {
    path: "onDestroy",
    kind: "option",
    rule: oneOf(["keep", "restore"]),
    doc: "What destroying this resource does to the live tunnel: `keep` it as it is, or `restore` the values that were found before this resource changed them, except where somebody else changed them since, and never where another resource of the same operation manages the tunnel. Where the old key is not known, a change of the key is refused.",
    absent: "`keep`",
  },
  {
    path: "probe.tcp",
    kind: "option",
    rule: plainText("host:port", "10.1.0.5:443", /^[^\s:]+:\d{1,5}$|^\[[0-9A-Fa-f:.]+\]:\d{1,5}$/u),
    doc: "A host and port behind the tunnel. The probe passes when a TCP connection from the machine that runs Pulumi is accepted within 5 seconds.",
  },
  {
    path: "probe.command",
    kind: "option",
    rule: plainText("a command line", "./probe.sh", /\S/u),
    doc: "Command line for the shell. It runs in the program's folder, and the probe passes when it exits with 0 within 30 seconds.",
  },
  {
    path: "whenAlone",
    kind: "option",
    rule: oneOf(["refuse", "change"]),
    doc: "What to do about a change of this tunnel while it is the only one of its connection that carries traffic: `refuse` it and send nothing, or `change` it, which is an outage until the device has the same.",
    absent: "`refuse`",
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
