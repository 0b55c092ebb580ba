import { adoption, shown } from "../../../core/adoption";
import type { Delta } from "../../../core/delta";
import { sameValue } from "../../../core/diff";
import { fieldAt, type Values } from "../../../core/field";
import type { Scalar } from "../../../core/scalar";
import { isShangMiAlgorithm } from "../../../../ipsec/algorithms";
import { vpnTunnelTable } from "../table/fields";
import type { Observation } from "../observation";
import { PSK, pskSourceIn } from "../psk-source";
import type { RestorePoint } from "../state/restore-point";
import { TunnelError } from "../tunnel-error";

/**
 * What is refused before anything is sent. Each guard knows one way in which a change would take a tunnel down, or
 * would not be what was approved, and says the way out.
 */

const ASN = "tunnelBgpConfig.localAsn";

/** True for a value that no text may show, beside the key. */
type IsSecret = (path: string) => boolean;
const NONE: IsSecret = () => false;

const refused = (what: string, property?: string): TunnelError => new TunnelError("refused", what, property);

/** A sent block must be complete, and the key may be withheld: without one the API may make up a random one. */
export function guardKey(change: Delta): void {
  const withheld = change.undisclosed[0];
  if (withheld === undefined) return;
  const changing = change.differing.map((field) => field.path).join(", ");
  throw refused(
    `${changing} cannot be changed without ${withheld.path}: the API does not disclose the live key, and a change that leaves it out may replace it by a random one. Nothing was sent. Declare ${withheld.path}`,
  );
}

/**
 * A sent block must be complete. One of a ShangMi tunnel holds an algorithm that the API's reference does not list:
 * nobody knows whether the API would accept it, or put another one in its place.
 */
export function guardShangMi(change: Delta): void {
  const unlisted = Object.entries(change.send).flatMap(([path, value]) => (isShangMiAlgorithm(value) ? [path] : []));
  const [first] = unlisted;
  if (first === undefined) return;
  const changing = change.differing.map((field) => field.path).join(", ");
  throw refused(
    `${changing} cannot be changed here: a request has to hold the whole block, in which ${unlisted.join(" and ")} ${unlisted.length > 1 ? "are algorithms" : "is an algorithm"} of a ShangMi gateway that the reference of ModifyTunnelAttribute does not list. Nothing was sent. Change it in the console and run \`pulumi refresh\`, or take it out of the program`,
  );
}

/** BGP is switched on for a whole connection, and both of its tunnels have one local ASN. */
export function guardBgp(change: Delta, observation: Observation, isSecret: IsSecret = NONE): void {
  const { connection, siblings } = observation;
  if (connection.bgpEnabled === false && change.differing.some((field) => field.path.startsWith("tunnelBgpConfig.")))
    throw refused(
      `tunnelBgpConfig cannot be set: BGP is not enabled on ${connection.id}. Nothing was sent. Enable BGP for both tunnels of the connection first (ModifyVpnConnectionAttribute, EnableTunnelsBgp), then run this again`,
    );
  if (!change.differing.some((field) => field.path === ASN)) return;
  const other = siblings.find(({ values }) => values[ASN] !== undefined && values[ASN] !== change.send[ASN]);
  const [own, others] = isSecret(ASN) ? ["", "the one"] : [` ${change.send[ASN]}`, other?.values[ASN]];
  if (other !== undefined)
    throw refused(
      `${ASN}${own} would differ from ${others} of ${other.tunnelId} (${other.role}), and both tunnels of a connection have the same one. Nothing was sent. Change both in one request (ModifyVpnConnectionAttribute, with alicloud.vpn.Connection or in the console), then run \`pulumi refresh\``,
    );
}

/**
 * `onAdopt: "verify"`: a tunnel that is not as declared is not adopted. A key that the API withholds cannot be compared
 * and is taken on trust.
 */
export function guardAdoption(declared: Values, observation: Observation, isSecret: IsSecret = NONE): void {
  const comparable = Object.fromEntries(
    Object.entries(declared).filter(([path]) => !isWithheld(path, observation.values)),
  );
  const { changes } = adoption(vpnTunnelTable, comparable, new Set(), observation.values, isSecret);
  if (changes.length > 0)
    throw refused(
      `the live tunnel is not as declared, and onAdopt is "verify": ${changes.map(({ text }) => text).join(", ")}. Nothing was sent. Correct the declaration or the tunnel, or set onAdopt to "change"`,
      "onAdopt",
    );
}

/** How a tunnel was when the state was written: drift is a difference from it. */
export interface DriftBaseline {
  /** Declared settings. */
  readonly values: Values;
  /** What this resource sent last, of which the state may not know whether it is in. */
  readonly sent: (path: string) => Scalar | undefined;
  /** Recognises the key, where it is not stored itself. */
  readonly isKey?: ((live: string) => boolean) | undefined;
  /** True for a value that no text may show. */
  readonly isSecret: IsSecret;
}

/**
 * `onDrift: "fail"`: where somebody changed a declared value since the state was written, nothing is sent. A value that
 * is as declared now, or as this resource sent it last, is no drift: the run that sent it was killed, or its answer was
 * lost.
 * @param declared Settings as declared now, the key that is referred to among them.
 */
export function guardDrift(baseline: DriftBaseline, declared: Values, { values: live }: Observation): void {
  const { values: stored, sent, isKey, isSecret } = baseline;
  const isExpected = (path: string): boolean =>
    [stored[path], declared[path], sent(path)].some((one) => sameValue(vpnTunnelTable, path, one, live[path]));
  const list = vpnTunnelTable.fields
    .filter(({ path }) => declared[path] !== undefined && stored[path] !== undefined)
    .filter(({ path }) => !isWithheld(path, live) && !isExpected(path))
    .map(({ path }) => (isSecret(path) ? `${path} changed` : `${path} ${shown(stored[path])} -> ${shown(live[path])}`));
  const liveKey = live[PSK];
  if (isKey !== undefined && liveKey !== undefined && liveKey !== declared[PSK] && !isKey(String(liveKey)))
    list.push(`${PSK} changed`);
  if (list.length === 0) return;
  throw refused(
    `somebody changed the live tunnel since Pulumi last read it, and onDrift is "fail": ${list.join(", ")}. Nothing was sent. Run \`pulumi refresh\`, which shows the difference; the next \`pulumi up\` corrects it`,
  );
}

/** What may have to be put back. */
export interface Reversal {
  /** At once, where the change fails (`onFailure`). */
  readonly rollback: boolean;
  /** When the resource is destroyed (`onDestroy`); "without keys": no old key may be stored for it. */
  readonly restore: "no" | "yes" | "without keys";
}

/**
 * What the options of a declaration ask for; an old key that is kept already is not asked for again.
 * @param isKeyAsFound True where the key that is declared is the one that was found.
 */
export function reversalIn(options: Values, point: RestorePoint, isKeyAsFound = false): Reversal {
  const mustKeep = options["onDestroy"] === "restore" && point[PSK] === undefined && !isKeyAsFound;
  const mayKeep = pskSourceIn(options) === undefined;
  return {
    rollback: options["onFailure"] === "rollback",
    restore: mustKeep ? (mayKeep ? "yes" : "without keys") : "no",
  };
}

/** What may have to be put back must be known: the old key is all that the API may withhold. */
export function guardReversal(change: Delta, valuesBefore: Values, { rollback, restore }: Reversal): void {
  if (!change.differing.some((field) => field.path === PSK)) return;
  const isUnknown = valuesBefore[PSK] === undefined;
  const unknown = `${PSK} would change, and the API does not disclose the key in force, so it could not be put back`;
  if (rollback && isUnknown)
    throw refused(
      `onFailure is "rollback", ${unknown}. Nothing was sent. Set onFailure to "keep" for this change, or declare the key that is in force in an \`up\` of its own before it`,
      "onFailure",
    );
  if (restore === "yes" && isUnknown)
    throw refused(
      `onDestroy is "restore", ${unknown}. Nothing was sent. Set onDestroy to "keep", or adopt the tunnel with onAdopt "verify" and the key that is in force, and change the key after that`,
      "onDestroy",
    );
  if (restore === "without keys")
    throw refused(
      `onDestroy is "restore", and ${PSK} would change: the old key would have to be stored to be put back one day, and pskFrom keeps keys out of the state. Nothing was sent. Set onDestroy to "keep", or declare psk`,
      "onDestroy",
    );
}

function isWithheld(path: string, observed: Values): boolean {
  const field = fieldAt(vpnTunnelTable, path);
  return field?.disclosed !== undefined && observed[path] === undefined;
}
