import { fieldsOf, type Scalar, type Values } from "../../core/field";
import { flatten, nest, pick, type Properties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import type { Observation } from "./observation";
import { isUp } from "./operation";
import { proofIn, type PskProof } from "./psk-proof";
import { PSK, pskSourceIn } from "./psk-source";
import { restorePointIn, type RestorePoint } from "./restore-point";

/**
 * Version of the shape of what is stored; a reader of a later version can tell what it has before it.
 * 1: nobody kept what was found at adoption. 2: that is in `restorePoint`, which is missing where it is empty.
 */
const STATE_VERSION = { withoutHistory: 1, now: 2 } as const;

const SECRETS = new Set(vpnTunnelTable.fields.filter((field) => field.secret).map((field) => field.path));
const OPTIONS = new Set(fieldsOf(vpnTunnelTable, "option").map((field) => field.path));
const SETTINGS = new Set(fieldsOf(vpnTunnelTable, "setting").map((field) => field.path));

/** True for a value of the tunnel that the API can change. */
export const isSetting = (path: string): boolean => SETTINGS.has(path);

/** True for a property that steers this program only. */
export const isOption = (path: string): boolean => OPTIONS.has(path);

/** What the program declared, as the verbs see it. */
export interface Declaration {
  readonly values: Values;
  /** Every declared path, identity and options too. */
  readonly paths: readonly string[];
}

/** Declaration in checked inputs, which hold no unknown values by the time they are applied. */
export function declarationIn(inputs: Properties): Declaration {
  const values = pick(flatten(vpnTunnelTable, inputs), (path) => !isOutput(path));
  return { values, paths: Object.keys(values) };
}

/** What is kept beside the values of the tunnel; the restore point and the proof are secret as a whole. */
export interface Kept {
  readonly restorePoint?: RestorePoint | undefined;
  readonly pskProof?: PskProof | undefined;
  /** Where the tunnel was up, was changed, and has not been seen up since: when that was, in milliseconds. */
  readonly unconfirmed?: number | undefined;
}

/**
 * Outputs of a tunnel: its effective values, and which of them were declared. The live key stands apart from its group,
 * at a top-level name that is always secret; inside the group only a declared one does, which Pulumi keeps secret there.
 * Where the declaration refers to its key, no key is an output at all.
 */
export function outputsOf(
  observation: Observation,
  declaration: Declaration,
  region: string,
  kept: Kept = {},
): Record<string, unknown> {
  const isReferred = pskSourceIn(declaration.values) !== undefined;
  const key = isReferred ? undefined : (observation.values[PSK] ?? declaration.values[PSK]);
  const values: Record<string, Scalar> = {
    ...pick(observation.values, (path) => !SECRETS.has(path)),
    ...pick(declaration.values, isOption),
  };
  if (key !== undefined && declaration.paths.includes(PSK)) values[PSK] = key;
  return {
    ...nest(values),
    vpnConnectionId: observation.connection.id,
    tunnelId: observation.tunnelId,
    role: observation.role,
    regionId: region,
    ...(key === undefined ? {} : { preSharedKey: key }),
    ...(Object.keys(kept.restorePoint ?? {}).length === 0 ? {} : { restorePoint: kept.restorePoint }),
    ...(kept.pskProof === undefined ? {} : { pskProof: kept.pskProof }),
    ...(kept.unconfirmed === undefined ? {} : { unconfirmed: kept.unconfirmed }),
    declared: [...declaration.paths].sort(),
    stateVersion: kept.restorePoint === undefined ? STATE_VERSION.withoutHistory : STATE_VERSION.now,
  };
}

/** What an earlier operation stored. */
export interface Stored extends Kept {
  readonly values: Values;
  readonly declared: readonly string[];
}

/** Reads outputs back; those of a resource that was only looked up (`VpnTunnel.get`) declare nothing. */
export function storedIn(outputs: Properties): Stored {
  const { declared, unconfirmed } = outputs;
  return {
    values: flatten(vpnTunnelTable, outputs),
    declared: Array.isArray(declared) ? declared.filter((path): path is string => typeof path === "string") : [],
    restorePoint: outputs["stateVersion"] === STATE_VERSION.now ? restorePointIn(outputs) : undefined,
    pskProof: proofIn(outputs),
    unconfirmed: typeof unconfirmed === "number" ? unconfirmed : undefined,
  };
}

/** False where a tunnel that is up tells nothing: it renegotiates only when traffic comes, and nobody sees when. */
export const canBeConfirmed = ({ connection, values }: Observation): boolean =>
  connection.effectImmediately !== false || !isUp(values);

/** Declared keys that were in force at the last operation, for comparing where the API withholds the live one. */
export function assumedSecrets(stored: Stored): Values {
  return pick(stored.values, (path) => SECRETS.has(path) && stored.declared.includes(path));
}

/** The read-only input that policies judge: where the tunnel belongs, and its effective values without secrets. */
export function observedInput(observation: Observation): Record<string, unknown> {
  const { connection } = observation;
  return {
    connectionName: connection.name,
    ...(connection.vpnGatewayId === undefined ? {} : { vpnGatewayId: connection.vpnGatewayId }),
    localSubnets: [...connection.localSubnets],
    remoteSubnets: [...connection.remoteSubnets],
    tunnelId: observation.tunnelId,
    role: observation.role,
    ...nest(pick(observation.values, (path) => isSetting(path) && !SECRETS.has(path))),
  };
}

/** Inputs that a refresh answers with: each declared value as it is live, so that drift becomes a difference. */
export function refreshedInputs(observation: Observation, stored: Stored): Record<string, unknown> {
  const live: Values = { ...observation.values, tunnelId: observation.tunnelId, role: observation.role };
  const values: Record<string, Scalar> = {};
  for (const path of stored.declared) {
    const kept = OPTIONS.has(path) || path === "vpnConnectionId" || path === "regionId" || SECRETS.has(path);
    const value = live[path] ?? (kept ? stored.values[path] : undefined);
    if (value !== undefined) values[path] = value;
  }
  return { ...nest(values), observed: observedInput(observation) };
}

function isOutput(path: string): boolean {
  return vpnTunnelTable.fields.some((field) => field.path === path && field.kind === "output");
}
