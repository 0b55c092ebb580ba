import { fieldsOf, type Scalar, type Values } from "../../core/field";
import { flatten, nest, pick, type Properties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import type { Observation } from "./observation";
import { bagIn, belongsAsBefore, liveText, observedText } from "./observed";
import { isUp } from "./operation";
import { isOption, isOutput, isSecret, REPORTED } from "./path-kinds";
import { proofIn, type PskProof } from "./psk-proof";
import { PSK, pskSourceIn } from "./psk-source";
import { restorePointIn, type RestorePoint } from "./restore-point";

/**
 * Version of the shape of what is stored; a reader of a later version can tell what it has before it.
 * 1: nobody kept what was found at adoption. 2: that is in `restorePoint`, which is missing where it is empty.
 * 3 and 4: the same two, with the effective values in the text `live`, the declared paths in a text, and the key once.
 * 5 and 6: the same two, with everything in `live` that is no secret and does not steer this program.
 */
const STATE_VERSION = { withoutHistory: 5, now: 6 } as const;
const WITH_HISTORY: ReadonlySet<unknown> = new Set([2, 4, STATE_VERSION.now]);

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
 * Outputs of a tunnel, as few as can be: its effective values, declared or not, and what is remembered of it are together
 * in `live`. The key stands apart, at a name that is always secret; where the declaration refers to its key, no key is
 * stored at all. What steers this program stands apart as well: the program may have made it a secret.
 */
export function outputsOf(
  observation: Observation,
  declaration: Declaration,
  region: string,
  kept: Kept = {},
): Record<string, unknown> {
  const { restorePoint, pskProof, unconfirmed } = kept;
  const isReferred = pskSourceIn(declaration.values) !== undefined;
  const key = isReferred ? undefined : (observation.values[PSK] ?? declaration.values[PSK]);
  return {
    ...nest(pick(declaration.values, isOption)),
    live: liveText(observation, region, {
      stateVersion: restorePoint === undefined ? STATE_VERSION.withoutHistory : STATE_VERSION.now,
      declared: [...declaration.paths].sort().join(","),
      ...(unconfirmed === undefined ? {} : { unconfirmed }),
    }),
    ...(key === undefined ? {} : { preSharedKey: key }),
    ...(Object.keys(restorePoint ?? {}).length === 0 ? {} : { restorePoint }),
    ...(pskProof === undefined ? {} : { pskProof }),
  };
}

/** What an earlier operation stored. */
export interface Stored extends Kept {
  readonly values: Values;
  readonly declared: readonly string[];
  /** The tunnel as it was reported; empty in states of 0.1.0, which have its values outside of it. */
  readonly live: Properties;
  /** False in states of an earlier shape. */
  readonly isOfThisShape: boolean;
}

/** Outputs that were read lately, by their longest text: a refresh asks two verbs about each tunnel. */
const lately = new Map<unknown, { readonly outputs: Properties; readonly stored: Stored }>();
const MOST = 100;

/** Reads outputs back; those of a resource that was only looked up (`VpnTunnel.get`) declare nothing. */
export function storedIn(outputs: Properties): Stored {
  const { live } = outputs;
  const known = lately.get(live);
  if (known && areSame(known.outputs, outputs)) return known.stored;
  const stored = readStored(outputs);
  lately.set(live, { outputs, stored });
  const [oldest] = lately.keys();
  if (lately.size > MOST) lately.delete(oldest);
  return stored;
}

/** True where two bags hold the same texts; what is no text is never taken for the same. */
function areSame(one: Properties, other: Properties): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function readStored(outputs: Properties): Stored {
  const { preSharedKey } = outputs;
  const live = bagIn(outputs["live"]);
  // Earlier shapes have what is remembered beside all else.
  const kept = "kept" in live ? bagIn(live["kept"]) : outputs;
  const { stateVersion, unconfirmed } = kept;
  const declared = declaredIn(kept);
  const isKeyKept = typeof preSharedKey === "string" && declared.includes(PSK);
  return {
    values: Object.assign(
      flatten(vpnTunnelTable, live),
      flatten(vpnTunnelTable, outputs),
      isKeyKept ? { [PSK]: preSharedKey } : undefined,
    ),
    declared,
    live,
    isOfThisShape: stateVersion === STATE_VERSION.now || stateVersion === STATE_VERSION.withoutHistory,
    restorePoint: WITH_HISTORY.has(stateVersion) ? restorePointIn(outputs) : undefined,
    pskProof: proofIn(outputs),
    unconfirmed: typeof unconfirmed === "number" ? unconfirmed : undefined,
  };
}

/** The declared paths; states of 0.1.0 have a list of them. */
function declaredIn({ declared }: Properties): readonly string[] {
  if (typeof declared === "string") return declared.split(",").filter((path) => path !== "");
  return Array.isArray(declared) ? declared.filter((path): path is string => typeof path === "string") : [];
}

/** Outputs with their region where a program declares one: beside the account, it says where the tunnel was found. */
export function withRegion(outputs: Properties): Properties {
  return "regionId" in outputs ? outputs : { ...outputs, regionId: storedIn(outputs).values["regionId"] };
}

/** True where a tunnel is in every respect as it is stored, which a refresh nearly always finds. */
export function isAsStored(seen: Observation, outputs: Properties, stored: Stored, region: string): boolean {
  const { values } = stored;
  return (
    stored.isOfThisShape &&
    stored.pskProof === undefined &&
    stored.unconfirmed === undefined &&
    outputs["preSharedKey"] === seen.values[PSK] &&
    values["regionId"] === region &&
    values["tunnelId"] === seen.tunnelId &&
    values["role"] === seen.role &&
    REPORTED.every((path) => values[path] === seen.values[path]) &&
    belongsAsBefore(stored.live, seen)
  );
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
export function refreshedInputs(
  observation: Observation,
  stored: Pick<Stored, "values" | "declared" | "live">,
): Record<string, unknown> | undefined {
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
