import type { Field, Group } from "../../../core/field";
import { flag, integer, oneOf } from "../../../core/rules";
import { plainText } from "../../vpn-tunnel/table/rules";

/** Rows that say how a change of both tunnels goes. The API has none of them, and a change of one sends nothing. */

export const rolloutGroups: readonly Group[] = [
  {
    path: "rollout",
    doc: "How both tunnels are changed. One tunnel is changed at a time, and the other one only when the first carries traffic again.",
  },
  {
    path: "rollout.hook",
    doc: "A program of yours that is called around the change of each tunnel, with a phase: `drain`, `prepare`, `follow`, `undrain` or `revert`. It gets one JSON object on its standard input; what it prints is shown, with keys masked.",
  },
];

export const rolloutFields: readonly Field[] = [
  {
    path: "rollout.first",
    kind: "option",
    rule: oneOf(["master", "slave"]),
    doc: "The tunnel that is changed first, where both carry traffic.",
    absent: "the slave",
  },
  {
    path: "rollout.whenAlone",
    kind: "option",
    rule: oneOf(["refuse", "change"]),
    doc: "What to do about a change of the only tunnel that carries traffic, while the other one is down: `refuse` it and send nothing, or `change` it, which is an outage.",
    absent: "`refuse`",
  },
  {
    path: "rollout.holdSeconds",
    kind: "option",
    rule: integer(0, 3600, "seconds"),
    doc: "How long a changed tunnel must carry traffic without a break before the other one is changed. A probe that passes while the other tunnel is drained ends it early. A BGP session that died shows `success` until its hold time ends, which is 180 seconds on the Alibaba side.",
    absent: "200 where BGP is on for the tunnel, otherwise 60",
  },
  {
    path: "rollout.stage",
    kind: "option",
    rule: oneOf(["first", "both"]),
    doc: "Which tunnels get what is declared: `both`, or only the `first` one, until the declaration says `both`. The other tunnel keeps what it has meanwhile, and that is no difference.",
    absent: "`both`",
  },
  {
    path: "rollout.initiator",
    kind: "option",
    rule: oneOf(["cloud", "peer"]),
    doc: "Who starts the negotiation after a change. `peer`: the device dials in, so that nothing happens before it does; the hook's `follow`, or a person, makes it renegotiate.",
    absent: "`cloud`, and `peer` where EffectImmediately is off for the connection",
  },
  {
    path: "rollout.sharedGateways",
    kind: "option",
    rule: oneOf(["try", "refuse"]),
    doc: "What to do about a change of a key or of IKE settings where another connection has the same VPN gateway and the same customer gateway. The service may refuse such a change of one tunnel (SameVpnAndCgwDifferentIkeConfigs). `try` one tunnel before any hook runs and stop at the refusal, or `refuse` at once.",
    absent: "`try`",
  },
  {
    path: "rollout.hook.command",
    kind: "option",
    rule: plainText("a command line", "./rollout-hook", /\S/u),
    doc: "Command line for the shell. It runs in the program's folder. A phase may be called again after an interrupted run, so each one must be idempotent.",
  },
  {
    path: "rollout.hook.withKey",
    kind: "option",
    rule: flag(),
    doc: "Whether the hook gets the keys, as `keys` in its input. They never stand in its arguments or its environment.",
    absent: "false",
  },
  {
    path: "rollout.hook.device",
    kind: "option",
    rule: plainText("an id of `peer-config --device`", "strongswan", /^[a-z0-9-]{1,30}$/u),
    doc: "The kind of device. Its configuration with the values of the phase is then part of the hook's input.",
    absent: "no configuration is passed",
  },
  {
    path: "rollout.hook.timeoutSeconds",
    kind: "option",
    rule: integer(1, 3600, "seconds"),
    doc: "How long one call may take. It is stopped after that and counts as failed.",
    absent: "300",
  },
];
