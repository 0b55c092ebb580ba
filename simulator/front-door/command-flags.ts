import { type Modes, defaultModes, modeChoices } from "../modes";

/** One flag of the command line, for `parseArgs` of node:util and for the help. */
export interface RunOption {
  readonly type: "string" | "boolean";
  readonly value?: string;
  readonly default?: string;
  readonly help: string;
}

const choice = (mode: keyof typeof modeChoices) => modeChoices[mode].join("|");

/** The flags of `simulate`. */
export const runOptions = {
  port: { type: "string", value: "PORT", default: "0", help: "port to listen on; 0: any free one" },
  host: { type: "string", value: "HOST", default: "127.0.0.1", help: "address to listen on" },
  topology: { type: "string", value: "FILE", help: "JSON file with gateways and connections; absent: a ready one" },
  generate: {
    type: "string",
    value: "gateways=N,connections=N",
    help: "make up a topology of this size instead of reading one",
  },
  data: {
    type: "string",
    value: "FILE",
    help: "keep the state in this file across restarts; once it exists, the topology is not looked at",
  },
  faults: { type: "string", value: "FILE", help: "JSON file with a list of faults to set at the start" },
  tls: { type: "boolean", help: "serve HTTPS with a self-signed certificate, and print its file" },
  "configuring-ms": { type: "string", value: "MS", default: "10000", help: "how long a change is `updating`" },
  "renegotiate-ms": { type: "string", value: "MS", default: "3000", help: "how long a negotiation takes" },
  psk: {
    type: "string",
    value: choice("psk"),
    default: defaultModes.psk,
    help: "how pre-shared keys come back",
  },
  omitted: {
    type: "string",
    value: choice("omitted"),
    default: defaultModes.omitted,
    help: "what becomes of a value left out of a block that is sent",
  },
  "tunnel-values": {
    type: "string",
    value: choice("tunnelValues"),
    default: defaultModes.tunnelValues,
    help: "how numbers and booleans inside tunnels are written",
  },
  "top-level": {
    type: "string",
    value: choice("dualTunnelTopLevel"),
    default: defaultModes.dualTunnelTopLevel,
    help: "the single-tunnel fields of a dual-tunnel connection",
  },
  "unset-fields": {
    type: "string",
    value: choice("unsetTunnelFields"),
    default: defaultModes.unsetTunnelFields,
    help: "BGP, certificate and tunnels where there are none",
  },
  "empty-tags": {
    type: "string",
    value: choice("emptyTags"),
    default: defaultModes.emptyTags,
    help: "how a connection without tags is written",
  },
  "tunnel-order": {
    type: "string",
    value: choice("tunnelOrder"),
    default: defaultModes.tunnelOrder,
    help: "which tunnel is listed first",
  },
  statuses: {
    type: "string",
    value: choice("statuses"),
    default: defaultModes.statuses,
    help: "what is in Status and BgpStatus",
  },
  "reply-state": {
    type: "string",
    value: choice("replyState"),
    default: defaultModes.replyState,
    help: "State in the reply to a change",
  },
  "diagnose-healthy": {
    type: "string",
    value: choice("diagnoseHealthy"),
    default: defaultModes.diagnoseHealthy,
    help: "what a diagnosis has for a tunnel that is well",
  },
  busy: {
    type: "string",
    value: choice("busy"),
    default: defaultModes.busy,
    help: "the error of a change while another one is configured",
  },
  denial: {
    type: "string",
    value: choice("denial"),
    default: defaultModes.denial,
    help: "the error of a call that an access key is denied",
  },
  "shared-gateways": {
    type: "string",
    value: choice("sharedGateways"),
    default: defaultModes.sharedGateways,
    help: "which tunnels with the same two gateways must have the same key and IKE values",
  },
  "access-keys": {
    type: "string",
    value: "FILE",
    help: "JSON file with a list of keys: accessKeyId, accessKeySecret, securityToken, accountId, ramUser, deny",
  },
} as const satisfies Readonly<Record<string, RunOption>>;

export type RunFlag = keyof typeof runOptions;

/** The flag of each mode. */
export const modeFlags: Readonly<Record<keyof Modes, RunFlag>> = {
  psk: "psk",
  omitted: "omitted",
  tunnelValues: "tunnel-values",
  dualTunnelTopLevel: "top-level",
  unsetTunnelFields: "unset-fields",
  emptyTags: "empty-tags",
  tunnelOrder: "tunnel-order",
  statuses: "statuses",
  replyState: "reply-state",
  diagnoseHealthy: "diagnose-healthy",
  busy: "busy",
  denial: "denial",
  sharedGateways: "shared-gateways",
};

/** The result of parseArgs for `runOptions`; absent flags have their defaults. */
export type RunValues = { readonly [K in RunFlag]?: string | boolean | undefined };

/** Something on the command line or in a file that it names is wrong; the text says what. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The text of a flag; undefined where it was not given and has no default. */
export function flag(values: RunValues, name: RunFlag): string | undefined {
  const given = values[name];
  if (typeof given === "string") return given;
  const option: RunOption = runOptions[name];
  return option.default;
}

export function integerFlag(values: RunValues, name: RunFlag, to: number): number {
  const text = flag(values, name) ?? "";
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= to) return value;
  throw new UsageError(`--${name} takes a whole number from 0 to ${to}, not ${JSON.stringify(text)}`);
}

export function choiceFlag<T extends string>(values: RunValues, name: RunFlag, choices: readonly T[]): T {
  const text = flag(values, name);
  const found = choices.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} takes ${choices.join(" or ")}, not ${JSON.stringify(text ?? "")}`);
}
