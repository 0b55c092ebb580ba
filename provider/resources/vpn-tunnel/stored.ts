import { fieldsOf, type Scalar, type Values } from "../../core/field";
import { flatten, nest, pick, type Properties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import type { Observation } from "./observation";
import { bagIn, belongsAsBefore, liveText, observedText } from "./observed";
import { isUp } from "./operation";
import { isAlone, isOption, isOutput, isSecret } from "./path-kinds";
import { proofIn, type PskProof } from "./psk-proof";
import { PSK, pskSourceIn } from "./psk-source";
import { restorePointIn, type RestorePoint } from "./restore-point";

/**
 * Version of the shape of what is stored; a reader of a later version can tell what it has before it.
 * 1: nobody kept what was found at adoption. 2: that is in `restorePoint`, which is missing where it is empty.
 * 3 and 4: the same two, with the effective values in the text `live`, the declared paths in a text, and the key once.
 */
const STATE_VERSION = { withoutHistory: 3, now: 4 } as const;
const WITH_HISTORY: ReadonlySet<unknown> = new Set([2, STATE_VERSION.now]);

/** What a refresh looks at. */
const SEEN = ["tunnelId", "role", ...fieldsOf(vpnTunnelTable, "setting").map((field) => field.path)];

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
 * Outputs of a tunnel: its effective values, declared or not, together in `live`. The key stands apart, at a name that is
 * always secret. Where the declaration refers to its key, no key is stored at all.
 */
export function outputsOf(
  observation: Observation,
  declaration: Declaration,
  region: string,
  kept: Kept = {},
): Record<string, unknown> {
  const isReferred = pskSourceIn(declaration.values) !== undefined;
  const key = isReferred ? undefined : (observation.values[PSK] ?? declaration.values[PSK]);
  return {
    ...nest({ ...pick(observation.values, isAlone), ...pick(declaration.values, isOption) }),
    vpnConnectionId: observation.connection.id,
    tunnelId: observation.tunnelId,
    role: observation.role,
    regionId: region,
    ...(key === undefined ? {} : { preSharedKey: key }),
    ...(Object.keys(kept.restorePoint ?? {}).length === 0 ? {} : { restorePoint: kept.restorePoint }),
    ...(kept.pskProof === undefined ? {} : { pskProof: kept.pskProof }),
    ...(kept.unconfirmed === undefined ? {} : { unconfirmed: kept.unconfirmed }),
    live: liveText(observation),
    declared: [...declaration.paths].sort().join(","),
    stateVersion: kept.restorePoint === undefined ? STATE_VERSION.withoutHistory : STATE_VERSION.now,
  };
}

/** True where a tunnel is in every respect as it is stored, which a refresh nearly always finds. */
export function isAsStored(seen: Observation, outputs: Properties, region: string): boolean {
  const { values } = seen;
  return (
    outputs["live"] === liveText(seen) &&
    outputs["state"] === values["state"] &&
    outputs["status"] === values["status"] &&
    outputs["preSharedKey"] === values[PSK] &&
    outputs["tunnelId"] === seen.tunnelId &&
    outputs["role"] === seen.role &&
    outputs["regionId"] === region &&
    outputs["pskProof"] === undefined &&
    outputs["unconfirmed"] === undefined
  );
}

/** What an earlier operation stored. */
export interface Stored extends Kept {
  readonly values: Values;
  readonly declared: readonly string[];
  /** Where the tunnel belongs, and its effective values; empty in states of 0.1.0, which have these outside of it. */
  readonly live: Properties;
}

/** Reads outputs back; those of a resource that was only looked up (`VpnTunnel.get`) declare nothing. */
export function storedIn(outputs: Properties): Stored {
  const { preSharedKey, unconfirmed } = outputs;
  const declared = declaredIn(outputs);
  const live = bagIn(outputs["live"]);
  const isKeyKept = typeof preSharedKey === "string" && declared.includes(PSK);
  return {
    values: {
      ...flatten(vpnTunnelTable, live),
      ...flatten(vpnTunnelTable, outputs),
      ...(isKeyKept ? { [PSK]: preSharedKey } : {}),
    },
    declared,
    live,
    restorePoint: WITH_HISTORY.has(outputs["stateVersion"]) ? restorePointIn(outputs) : undefined,
    pskProof: proofIn(outputs),
    unconfirmed: typeof unconfirmed === "number" ? unconfirmed : undefined,
  };
}

/** The declared paths; states of 0.1.0 have a list of them. */
function declaredIn({ declared }: Properties): readonly string[] {
  if (typeof declared === "string") return declared.split(",").filter((path) => path !== "");
  return Array.isArray(declared) ? declared.filter((path): path is string => typeof path === "string") : [];
}

/** False where a tunnel that is up tells nothing: it renegotiates only when traffic comes, and nobody sees when. */
export const canBeConfirmed = ({ connection, values }: Observation): boolean =>
  connection.effectImmediately !== false || !isUp(values);

/** Declared keys that were in force at the last operation, for comparing where the API withholds the live one. */
export function assumedSecrets(stored: Stored): Values {
  return pick(stored.values, (path) => isSecret(path) && stored.declared.includes(path));
}

/**
 * Inputs that a refresh answers with: each declared value as it is live, so that drift becomes a difference; undefined where
 * nothing has moved since, and Pulumi is to keep those that it has.
 */
export function refreshedInputs(observation: Observation, stored: Stored): Record<string, unknown> | undefined {
  const live: Values = { ...observation.values, tunnelId: observation.tunnelId, role: observation.role };
  const values: Record<string, Scalar> = {};
  for (const path of stored.declared) {
    const kept = isOption(path) || path === "vpnConnectionId" || path === "regionId" || isSecret(path);
    const value = live[path] ?? (kept ? stored.values[path] : undefined);
    if (value !== undefined) values[path] = value;
  }
  const now: Values = { ...pick(live, (path) => !isSecret(path)), ...values };
  const isUnmoved = (path: string): boolean => now[path] === stored.values[path];
  if (belongsAsBefore(stored.live, observation) && SEEN.every(isUnmoved)) return undefined;
  return { ...nest(values), observed: observedText(observation, (path) => stored.declared.includes(path)) };
}
