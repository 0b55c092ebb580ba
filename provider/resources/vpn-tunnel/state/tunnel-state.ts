import type { Values } from "../../../core/field";
import { flatten, isProperties, nest, pick, type Properties } from "../../../core/property-tree";
import { ALL_DECLARED, asSecret, isAmong, withSecrets, type SecretPaths } from "../../../core/secret";
import { vpnTunnelTable } from "../table/fields";
import type { Observation } from "../observation";
import { isIdentity, isOption, isOutput, isReported } from "../table/path-kinds";
import { keyDayIn } from "./key-day";
import { proofIn } from "./psk-proof";
import { PSK, pskSourceIn, withoutKey } from "../psk-source";
import { restorePointIn } from "./restore-point";
import { placeOf } from "./observed";
import { readOldShape } from "./old-shapes";
import { placeIn, textsIn, type Bookkeeping, type TunnelState } from "./shape";

/** Version of the shape of the outputs, so that a later reader can tell it from others; earlier ones: `old-shapes`. */
const STATE_VERSION = 7;

/**
 * Output that holds what the provider remembers for itself. Pulumi leaves names with two underscores out of what it
 * shows, exports and gives to policies.
 */
const BOOKKEEPING = "__bookkeeping";

/** Output that lists what the program declares. */
const MANAGED = "managed";

/** Input by which the program's side tells what the program calls secret. */
export const SECRET_PATHS = "__secretPaths";

/** What the program declares, as the verbs see it. */
export interface Declaration {
  readonly values: Values;
  /** Every declared path, identity and options too. */
  readonly paths: readonly string[];
  /** What the program calls secret, beside the key. */
  readonly secretPaths: SecretPaths;
}

/** Declaration in checked inputs, which hold no unknown values by the time they are applied. */
export function declarationIn(inputs: Properties): Declaration {
  const values = pick(flatten(vpnTunnelTable, inputs), (path) => !isOutput(path));
  return { values, paths: Object.keys(values), secretPaths: secretPathsIn(inputs) };
}

/** What the program calls secret, as its inputs say. */
export function secretPathsIn(inputs: Properties): SecretPaths {
  return textsIn(inputs[SECRET_PATHS]);
}

/** True for a value that no message may show and no state may hold in clear. */
export function isSecretIn(
  { secretPaths, declared }: Pick<TunnelState, "secretPaths" | "declared">,
  path: string,
): boolean {
  if (path === PSK || isAmong(secretPaths, path)) return true;
  return secretPaths === ALL_DECLARED && declared.includes(path) && !isIdentity(path);
}

/** The state of a tunnel as it is observed. Where the declaration refers to its key, no key is stored at all. */
export function stateOf(
  seen: Observation,
  declaration: Declaration,
  region: string,
  kept: Bookkeeping = {},
): TunnelState {
  const { values: declared, paths, secretPaths } = declaration;
  const liveKey = seen.values[PSK] ?? declared[PSK];
  const key = pskSourceIn(declared) === undefined && typeof liveKey === "string" ? liveKey : undefined;
  return {
    ...kept,
    values: {
      vpnConnectionId: seen.connection.id,
      tunnelId: seen.tunnelId,
      role: seen.role,
      regionId: region,
      ...pick(declared, isOption),
      ...pick(seen.values, isReported),
      ...(key !== undefined && paths.includes(PSK) ? { [PSK]: key } : {}),
    },
    key,
    declared: [...paths].sort(),
    place: placeOf(seen),
    secretPaths,
  };
}

/** The outputs that hold a state: what a program reads, under the names of the inputs, and the bookkeeping. */
export function outputsOf(state: TunnelState): Record<string, unknown> {
  const { values, key, declared, place, secretPaths, keyDay } = state;
  const { restorePoint, pskProof, unconfirmed, drained, stoppedAt } = state;
  const isUnknown = secretPaths === ALL_DECLARED;
  const secrets = isUnknown ? declared.filter((path) => isSecretIn(state, path)) : secretPaths;
  return {
    ...withSecrets({ ...nest(withoutKey(values)), ...place }, secrets),
    ...(key === undefined ? {} : { preSharedKey: asSecret(key) }),
    ...keyDay,
    [MANAGED]: declared,
    [BOOKKEEPING]: {
      version: STATE_VERSION,
      ...(secretPaths.length === 0 ? {} : { secretPaths }),
      ...(unconfirmed === undefined ? {} : { unconfirmed }),
      ...(drained === true ? { drained } : {}),
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      ...(restorePoint === undefined ? { foundIsUnknown: true } : {}),
      ...(Object.keys(restorePoint ?? {}).length === 0 ? {} : { restorePoint: asSecret(restorePoint) }),
      ...(pskProof === undefined ? {} : { pskProof: asSecret({ ...pskProof }) }),
    },
  };
}

/** Reads outputs back, of this shape and of every earlier one. */
export function readState(outputs: Properties): TunnelState {
  const bookkeeping = outputs[BOOKKEEPING];
  if (!isProperties(bookkeeping)) return readOldShape(outputs);
  const { unconfirmed, foundIsUnknown } = bookkeeping;
  const declared = textsIn(outputs[MANAGED]);
  const { [PSK]: stored, ...values } = flatten(vpnTunnelTable, outputs);
  const key = typeof stored === "string" ? stored : undefined;
  const secretPaths = textsIn(bookkeeping["secretPaths"]);
  return {
    values: key !== undefined && declared.includes(PSK) ? { ...values, [PSK]: key } : values,
    key,
    declared,
    place: placeIn(outputs),
    secretPaths: secretPaths.includes(ALL_DECLARED[0] ?? "") ? ALL_DECLARED : secretPaths,
    restorePoint: foundIsUnknown === true ? undefined : restorePointIn(bookkeeping["restorePoint"]),
    pskProof: proofIn(bookkeeping["pskProof"]),
    keyDay: keyDayIn(outputs),
    unconfirmed: typeof unconfirmed === "number" ? unconfirmed : undefined,
    drained: bookkeeping["drained"] === true ? true : undefined,
    stoppedAt: typeof bookkeeping["stoppedAt"] === "string" ? bookkeeping["stoppedAt"] : undefined,
  };
}

/** Outputs with their region where a program declares one: beside the account, it says where the tunnel was found. */
export function withRegion(outputs: Properties): Properties {
  return "regionId" in outputs ? outputs : { ...outputs, regionId: readState(outputs).values["regionId"] };
}
