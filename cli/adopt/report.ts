import type { ConnectionWire } from "../../provider/api/wire";
import { isPair, KEYS_SETTING, keysOf, type NamedDeclaration } from "./program-text";

/** The places that adopt writes to, and the region that it reads. */
export interface Places {
  readonly output: string | undefined;
  readonly stack: string | undefined;
  readonly keysFile: string | undefined;
  readonly region: string;
}

/** The result of one run of adopt. */
export interface Adoption {
  readonly declarations: readonly NamedDeclaration[];
  /** Single-tunnel connections. They have no tunnel that a VpnTunnel can manage. */
  readonly single: readonly ConnectionWire[];
  /** Faults of the service's answers, with the tunnels that are left out because of them. */
  readonly remarks: readonly string[];
  /** Names of an earlier program that the new program does not have. */
  readonly gone: readonly string[];
  /** Pairs in place of two tunnels of an earlier program. */
  readonly joined: readonly { readonly pair: string; readonly tunnels: readonly string[] }[];
}

/** The report, one line each: the result, the omissions with their reasons, the next steps. It holds no key. */
export function adoptionReport(
  { declarations, single, remarks, gone, joined }: Adoption,
  places: Places,
): readonly string[] {
  const connections = new Set(declarations.map(({ vpnConnectionId }) => vpnConnectionId)).size;
  const written = places.output === undefined ? "" : ` written to ${places.output}`;
  return [
    `${countText(declarations)} of ${connections} connections${written}.`,
    ...keyLines(declarations, places),
    ...declarations.flatMap(refusedLines),
    ...remarks,
    ...single.map(
      ({ Name, VpnConnectionId }) =>
        `${Name ?? ""} (${VpnConnectionId}) is a single-tunnel connection: ` +
        "it has no tunnel that VpnTunnel could manage.",
    ),
    ...(joined.length === 0
      ? []
      : [
          "These pairs take the place of tunnels of the earlier program. Move their state before `pulumi up`, with " +
            "`npx pulumi-alicloud-vpn pair-state`:",
          ...joined.map(({ pair, tunnels }) => `  ${pair}: ${tunnels.join(" and ")}`),
        ]),
    ...(gone.length === 0
      ? []
      : [
          `No longer in the program, so that pulumi up stops managing them (they stay as they are): ${shortList(gone)}`,
        ]),
    `The program takes its region from the stack: pulumi config set alicloud:region ${places.region}`,
  ];
}

function countText(declarations: readonly NamedDeclaration[]): string {
  const pairs = declarations.filter(isPair).length;
  const tunnels = declarations.length - pairs;
  const parts = [
    ...(pairs === 0 ? [] : [`${pairs} ${pairs === 1 ? "pair" : "pairs"} of tunnels`]),
    ...(tunnels === 0 ? [] : [`${tunnels} ${pairs === 0 ? "tunnels" : "tunnels without a pair"}`]),
  ];
  return parts.join(" and ");
}

function refusedLines(each: NamedDeclaration): readonly string[] {
  const sides = isPair(each)
    ? [
        { label: `${each.name} master`, refused: each.master.refused },
        { label: `${each.name} slave`, refused: each.slave.refused },
      ]
    : [{ label: each.name, refused: each.refused }];
  return sides.flatMap(({ label, refused }) => refused.map((reason) => `${label}: left undeclared: ${reason}`));
}

function keyLines(declarations: readonly NamedDeclaration[], { stack, keysFile }: Places): readonly string[] {
  if (stack === undefined && keysFile === undefined)
    return ["Keys are left undeclared: give --stack or --keys-file to declare them."];
  const all = declarations.flatMap(keysOf);
  const masked = all.flatMap(([name, key]) => (key === undefined ? name : []));
  const keys = all.length - masked.length;
  return [
    ...(stack === undefined ? [] : [`${keys} keys are the secret ${KEYS_SETTING} of stack ${stack}.`]),
    ...(keysFile === undefined
      ? []
      : [
          `${keys} keys are in ${keysFile}. Make them a secret of the stack, and remove the file:`,
          `  pulumi config set --secret ${KEYS_SETTING} < ${shellQuoted(keysFile)} && rm ${shellQuoted(keysFile)}`,
        ]),
    ...(masked.length === 0
      ? []
      : [`The service withholds ${masked.length} keys; they are left undeclared: ${shortList(masked)}`]),
  ];
}

const LONGEST_LIST = 10;

const shortList = (names: readonly string[]): string =>
  names.length <= LONGEST_LIST
    ? names.join(", ")
    : `${names.slice(0, LONGEST_LIST).join(", ")} and ${names.length - LONGEST_LIST} more`;

/** A file's name as one word of a shell command. */
const shellQuoted = (file: string): string =>
  /^[\w./-]+$/u.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`;
