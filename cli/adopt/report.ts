import type { ConnectionWire } from "../../provider/api/wire";
import { KEYS_SETTING, type NamedDeclaration } from "./program-text";

/** Where things were written. */
export interface Places {
  readonly output: string | undefined;
  readonly stack: string | undefined;
  readonly keysFile: string | undefined;
  readonly region: string;
}

/** What there is to say of one adoption. */
export interface Adopted {
  readonly declarations: readonly NamedDeclaration[];
  readonly single: readonly ConnectionWire[];
  /** What is odd about the service's answers, and which tunnels are left out for it. */
  readonly remarks: readonly string[];
  /** Names of an earlier run that are no longer in the program. */
  readonly gone: readonly string[];
  readonly places: Places;
}

/** What was done, what was not and why, and what is left to do; one line each. Holds no key. */
export function adoptionReport({ declarations, single, remarks, gone, places }: Adopted): readonly string[] {
  const connections = new Set(declarations.map(({ vpnConnectionId }) => vpnConnectionId)).size;
  const written = places.output === undefined ? "" : ` written to ${places.output}`;
  return [
    `${declarations.length} tunnels of ${connections} connections${written}.`,
    ...keyLines(declarations, places),
    ...declarations.flatMap(({ name, refused }) => refused.map((reason) => `${name}: left undeclared: ${reason}`)),
    ...remarks,
    ...single.map(
      ({ Name, VpnConnectionId }) =>
        `${Name ?? ""} (${VpnConnectionId}) is a single-tunnel connection: it has no tunnel that VpnTunnel could manage.`,
    ),
    ...(gone.length === 0
      ? []
      : [`No longer in the program, so that pulumi up stops managing them (they stay as they are): ${someOf(gone)}`]),
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
          `  pulumi config set --secret ${KEYS_SETTING} < ${quoted(keysFile)} && rm ${quoted(keysFile)}`,
        ]),
    ...(masked.length === 0
      ? []
      : [`The service withholds ${masked.length} keys; they are left undeclared: ${someOf(masked)}`]),
  ];
}

const MOST = 10;

const someOf = (names: readonly string[]): string =>
  names.length <= MOST ? names.join(", ") : `${names.slice(0, MOST).join(", ")} and ${names.length - MOST} more`;

/** For a shell. */
const quoted = (file: string): string =>
  /^[\w./-]+$/u.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`;
