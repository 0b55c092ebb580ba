import { diff, type Difference } from "../../core/diff";
import type { Values } from "../../core/field";
import { pick, scalarsIn, type Properties } from "../../core/property-tree";
import { ALL_DECLARED, isAmong, type SecretPaths } from "../../core/secret";
import { vpnTunnelTable } from "./table/fields";
import { parseResourceId } from "./table/identities";
import { converge } from "./converge";
import { observe, type Observation, type TunnelSelector } from "./observation";
import { isOption } from "./table/path-kinds";
import type { TunnelPorts } from "./ports";
import { reportUpdate } from "./preview/update-report";
import { isDeclaredKey, refreshedProof } from "./state/psk-proof";
import { sourceText, pathOf, PSK, pskSourceIn, referredKey, type Keys } from "./psk-source";
import { refreshedInputs } from "./state/refreshed";
import type { TunnelState } from "./state/shape";
import { isSeenUpSince, notSeenNow, stillNotSeenUp } from "./change/seen-up";
import { declarationIn, outputsOf, readState, secretPathsIn, stateOf, type Declaration } from "./state/tunnel-state";
import { asError } from "./change/target";
import { TunnelError } from "./tunnel-error";

/**
 * The verbs of one tunnel, as Pulumi asks for them. Creating adopts, updating converges (`converge`), reading looks;
 * destroying (`destroy`) leaves the tunnel as it is, or puts back what was changed.
 */

export interface DiffResult {
  /** "in inputs": the stored inputs differ from those that are declared, and Pulumi can show by itself what differs. */
  readonly changes: boolean | "in inputs";
  readonly replaces: readonly string[];
}

/** What a comparison needs from outside. */
type DiffPorts = Pick<
  TunnelPorts,
  | "region"
  | "keys"
  | "operation"
  | "progress"
  | "reads"
  | "compare"
  | "previews"
  | "clock"
  | "establish"
  | "isAcknowledged"
>;

/**
 * Compares what is stored with what is declared. Where they are the same it asks the API for nothing; where they differ,
 * it says what that does to the live tunnel.
 */
export async function diffTunnel(
  id: string,
  olds: Properties,
  news: Properties,
  ports: DiffPorts,
): Promise<DiffResult> {
  const state = readState(olds);
  // The inputs are judged already.
  const declared = scalarsIn(vpnTunnelTable, news);
  const secretPaths = secretPathsIn(news);
  const name = ports.previews.nameToTell(news);
  const isInInputs = ports.previews.differsInInputs(news);
  const found = diff(vpnTunnelTable, state.values, state.declared, declared);
  const replaces = replacesIn(found, declared.values, state, ports.region);
  const isReplaced = replaces.length > 0;
  if (!isReplaced) {
    ports.operation.manages(id);
    if (state.unconfirmed !== undefined)
      ports.operation.leftDown(String(state.values["tunnelId"]), id, state.unconfirmed);
  }
  const keyChange = isReplaced ? undefined : await keyChangeIn(state, declared.values, secretPaths, ports.keys);
  const isChanged =
    isReplaced ||
    found.changed.length + found.redeclared.length > 0 ||
    keyChange !== undefined ||
    differsInSecrecy(state.secretPaths, secretPaths);
  if (name !== undefined && isChanged) {
    if (keyChange !== undefined) ports.progress.info(`${name}: ${keyChange}`);
    const { values, unknown } = declared;
    await reportUpdate({ id, name, state, declared: values, unknown, secretPaths, isReplaced }, ports);
  }
  if (name !== undefined && !isReplaced && state.unconfirmed !== undefined && state.values["status"] !== undefined)
    await warnOfUnseen(id, state.unconfirmed, ports);
  return { changes: isChanged && isInInputs ? "in inputs" : isChanged, replaces };
}

/**
 * A tunnel that an earlier operation left and nobody has seen up since: for it alone a preview looks without a change.
 * Where it cannot look, it says so; nothing depends on it.
 */
async function warnOfUnseen(id: string, leftAt: number, ports: DiffPorts): Promise<void> {
  const selector = parseResourceId(id);
  if (selector === undefined || ports.compare === "off") return;
  const { vpnConnectionId, tunnelId } = selector;
  const look = async (): Promise<string | undefined> => {
    try {
      return stillNotSeenUp(observe(selector, await ports.reads.connection(vpnConnectionId)), leftAt, ports);
    } catch (error) {
      return ports.isAcknowledged(tunnelId) ? undefined : notSeenNow(id, leftAt, asError(error).message);
    }
  };
  const line = await look();
  if (line !== undefined) ports.operation.warnOnce(tunnelId, () => ports.progress.warning(line));
}

/** A tunnel without a declared region is in the configured one, and moves with it. */
function replacesIn(found: Difference, declared: Values, { values }: TunnelState, region: string): readonly string[] {
  const isMoved = !("regionId" in declared) && values["regionId"] !== region;
  return isMoved && !found.replaces.includes("regionId") ? [...found.replaces, "regionId"] : found.replaces;
}

/**
 * True where the program calls other values secret than those that are stored so. An update then sends nothing and
 * stores them anew: Pulumi keeps the outputs of a resource without changes as they are, in clear.
 */
function differsInSecrecy(stored: SecretPaths, now: SecretPaths): boolean {
  // A state of an earlier shape holds all that is declared as secret, until an update stores it anew.
  return stored !== ALL_DECLARED && [...stored].sort().join() !== [...now].sort().join();
}

/** How a key that is not stored has changed, in words: Pulumi has no property that would show it. */
async function keyChangeIn(
  { pskProof }: TunnelState,
  declared: Values,
  secrets: SecretPaths,
  keys: Keys,
): Promise<string | undefined> {
  const source = pskSourceIn(declared);
  if (source === undefined || pskProof === undefined) return undefined;
  const read = await referredKey(declared, keys, secrets);
  if (read !== undefined && "key" in read && !isDeclaredKey(pskProof, read.key))
    return `the key in ${sourceText(source, isAmong(secrets, pathOf(source)))} is another one than was applied`;
  return pskProof.live === pskProof.declared ? undefined : "the key in force is another one than was applied";
}

/** Adopts the tunnel: sends what differs from the declaration, or nothing. */
export async function createTunnel(
  inputs: Properties,
  ports: TunnelPorts,
): Promise<{ readonly id: string; readonly outs: Record<string, unknown> }> {
  const declaration = declarationIn(inputs);
  return converge({ selector: selectorIn(declaration.values), declaration, inputs }, ports);
}

/** Brings the tunnel to the declaration again; a change that the API does not have sends nothing. */
export async function updateTunnel(
  id: string,
  olds: Properties,
  news: Properties,
  ports: TunnelPorts,
): Promise<{ readonly outs: Record<string, unknown> }> {
  const declaration = declarationIn(news);
  const selector = parseResourceId(id) ?? selectorIn(declaration.values);
  return converge({ selector, declaration, inputs: news, stored: readState(olds) }, ports);
}

/** What a refresh finds; `gone` only where the API says that the tunnel does not exist. */
export type ReadResult =
  | { readonly gone: true }
  | {
      readonly gone: false;
      readonly id: string;
      readonly props: Properties;
      /** Undefined where they are as they were. */
      readonly inputs: Record<string, unknown> | undefined;
    };

/** Reads the live tunnel: outputs for everything, inputs for what is declared. */
export async function readTunnel(id: string, props: Properties, ports: TunnelPorts): Promise<ReadResult> {
  const selector = parseResourceId(id);
  if (selector === undefined)
    throw new TunnelError(
      "no such tunnel",
      `"${id}" is not the id of a tunnel: it has the form <VpnConnectionId>:<TunnelId>`,
    );
  const state = readState(props);
  try {
    const observation = observe(selector, await ports.reads.connection(selector.vpnConnectionId));
    const now = stateOf(observation, declarationOf(state), ports.region, {
      restorePoint: state.restorePoint,
      pskProof: refreshedProof(state.pskProof, keyOf(observation)),
      unconfirmed: isSeenUp(observation, state, ports) ? undefined : state.unconfirmed,
    });
    return { gone: false, id, props: outputsOf(now), inputs: refreshedInputs(observation, state) };
  } catch (error) {
    // A program that looks a tunnel up for the first time must not go on without it.
    const isFirstLook = !("managed" in props) && state.declared.length === 0;
    if (error instanceof TunnelError && error.isGone && !isFirstLook) return { gone: true };
    throw error;
  }
}

function keyOf({ values }: Observation): string | undefined {
  const key = values[PSK];
  return key === undefined ? undefined : String(key);
}

/** True where nobody waits for the tunnel any more: it is up, so long after its change that it is none from before. */
const isSeenUp = (seen: Observation, { unconfirmed }: TunnelState, ports: TunnelPorts): boolean =>
  unconfirmed === undefined || isSeenUpSince(seen, unconfirmed, ports);

/** The declaration that an earlier operation stored; the account of a mere look-up counts, though it declares nothing. */
function declarationOf({ values, declared, secretPaths }: TunnelState): Declaration {
  return {
    values: pick(values, (path) => isOption(path) || declared.includes(path)),
    paths: declared,
    secretPaths,
  };
}

function selectorIn(values: Values): TunnelSelector {
  const { vpnConnectionId, tunnelId, role } = values;
  return {
    vpnConnectionId: String(vpnConnectionId),
    ...(tunnelId === undefined ? {} : { tunnelId: String(tunnelId) }),
    ...(role === undefined ? {} : { role: String(role) }),
  };
}
