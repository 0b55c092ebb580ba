import type { JsonObject } from "../api/json";
import { type AnyParameter, type ParameterAnswer, type ParameterFacts, type Rows, namesOf } from "../model/parameter";
import {
  type BgpConfig,
  type DirectValues,
  type IkeConfig,
  type IpsecConfig,
  bgpRows,
  directRows,
  ikeRows,
  ipsecRows,
  tunnelParameters,
} from "../model/tunnel-parameters";
import type { Modes } from "../modes";

/** How a number or a boolean is written: as itself, or as text. */
export type Write = (value: number | boolean) => number | boolean | string;

export const native: Write = (value) => value;
export const asText: Write = (value) => String(value);

/** Writes the values of one block into `target`, and returns it. */
type BlockWriter<V> = (target: JsonObject, values: V, write: Write, modes: Modes) => JsonObject;

interface Member<V> {
  readonly name: keyof V & string;
  readonly shownAs: string;
  readonly secret: boolean;
  /** An empty text stands where there is no value, in the mode `unsetTunnelFields: empty`. */
  readonly mayShowEmpty: boolean;
}

/** Describes are asked for all the time, so that a table is gone through once, and not for each answer. */
function blockWriter<V extends object>(
  rows: Rows<V>,
  shownAs: (row: ParameterFacts, name: string) => string | undefined,
  mayShowEmpty = false,
): BlockWriter<V> {
  const members: Member<V>[] = [];
  for (const name of namesOf(rows)) {
    const { [name]: row } = rows;
    const shown = shownAs(row, name);
    if (shown === undefined) continue;
    const { secret = false, optional = false } = row;
    members.push({ name, shownAs: shown, secret, mayShowEmpty: mayShowEmpty && optional });
  }
  return (target, values, write, modes) => {
    for (const { name, shownAs: shown, secret, mayShowEmpty: emptyIfUnset } of members) {
      const value: unknown = values[name];
      if (secret) writeSecret(target, shown, String(value), modes);
      else if (typeof value === "string") target[shown] = value;
      else if (typeof value === "number" || typeof value === "boolean") target[shown] = write(value);
      else if (emptyIfUnset && modes.unsetTunnelFields === "empty") target[shown] = "";
    }
    return target;
  };
}

function writeSecret(target: JsonObject, name: string, secret: string, modes: Modes): void {
  if (modes.psk === "empty") target[name] = "";
  else if (modes.psk !== "absent") target[name] = modes.psk === "masked" ? maskKey(secret) : secret;
}

/** `123456****` as in the examples: the first six characters. A key that short would be shown whole, so it is not. */
function maskKey(key: string): string {
  return key.length > 6 ? `${key.slice(0, 6)}****` : "****";
}

/** The writers of all parameters for one place in one answer. */
export interface ParameterWriters {
  readonly direct: BlockWriter<DirectValues>;
  readonly ike: BlockWriter<IkeConfig>;
  readonly ipsec: BlockWriter<IpsecConfig>;
  readonly bgp: BlockWriter<BgpConfig>;
}

function writersOf(answer: ParameterAnswer, place: "tunnel" | "single"): ParameterWriters {
  const shownAs = (row: ParameterFacts, name: string) => {
    if (place === "single" && row.onlyInTunnels) return undefined;
    return row.answers === undefined || row.answers.includes(answer) ? name : undefined;
  };
  const mayShowEmpty = place === "tunnel" && answer !== "ModifyTunnelAttribute";
  return {
    direct: blockWriter(directRows, shownAs, mayShowEmpty),
    ike: blockWriter(ikeRows, shownAs),
    ipsec: blockWriter(ipsecRows, shownAs),
    bgp: blockWriter(bgpRows, shownAs),
  };
}

/** A Describe operation shows the parameters of a tunnel, and those of a single-tunnel connection at its top level. */
export type DescribeAnswer = Exclude<ParameterAnswer, "ModifyTunnelAttribute">;

const describeWriters = (answer: DescribeAnswer) => ({
  tunnel: writersOf(answer, "tunnel"),
  single: writersOf(answer, "single"),
});

export const writersOfDescribe: Readonly<Record<DescribeAnswer, ReturnType<typeof describeWriters>>> = {
  DescribeVpnConnections: describeWriters("DescribeVpnConnections"),
  DescribeVpnConnection: describeWriters("DescribeVpnConnection"),
};

export const replyWriters = writersOf("ModifyTunnelAttribute", "tunnel");

/** DownloadVpnConnectionConfig has other names: its point of view is the device's. */
export const downloadWriters: Pick<ParameterWriters, "ike" | "ipsec" | "bgp"> = {
  ike: blockWriter(ikeRows, (row) => row.download),
  ipsec: blockWriter(ipsecRows, (row) => row.download),
  bgp: blockWriter(bgpRows, (row) => row.download),
};

/** The top level of a dual-tunnel connection, which has no parameters of its own there. */
export const emptyDirectValues: JsonObject = Object.fromEntries(
  Object.entries<AnyParameter>(tunnelParameters.direct)
    .filter(([, row]) => !row.optional && !row.onlyInTunnels)
    .map(([name, row]) => [name, row.type.empty]),
);
