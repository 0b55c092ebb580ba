import type { ConnectionWire } from "../../provider/api/wire";
import { KEYS_SETTING, type NamedDeclaration } from "./program-text";

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
}

/** The report, one line each: the result, the omissions with their reasons, the next steps. It holds no key. */
export function adoptionReport({ declarations, single, remarks, gone }: Adoption, places: Places): readonly string[] {
  const connections = new Set(declarations.map(({ vpnConnectionId }) => vpnConnectionId)).size;
  const written = places.output === undefined ? "" : ` written to ${places.output}`;
  return [
    `${declarations.length} tunnels of ${connections} connections${written}.`,
    ...keyLines(declarations, places),
    ...declarations.flatMap(({ name, refused }) => refused.map((reason) => `${name}: left undeclared: ${reason}`)),
    ...remarks,
    ...single.map(
      ({ Name, VpnConnectionId }) =>
        `${Name ?? ""} (${VpnConnectionId}) is a single-tunnel connection: ` +
        "it has no tunnel that VpnTunnel could manage.",
    ),
    ...(gone.length === 0
      ? []
      : [
          `No longer in the program, so that pulumi up stops managing them (they stay as they are): ${shortList(gone)}`,
        ]),
    `The program takes its region from the stack: pulumi config set alicloud:region ${places.region}`,
  ];
}

function keyLines(declarations: readonly NamedDeclaration[], { stack, keysFile }: Places): readonly string[] {
  if (stack === undefined && keysFile === undefined)
    return ["Keys are left undeclared: give --stack or --keys-file to declare them."];
  const masked = declarations.filter(({ key }) => key === undefined).map(({ name }) => name);
  const keys = declarations.length - masked.length;
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
