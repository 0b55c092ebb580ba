import { diff, type Difference } from "../../../core/diff";
import type { Values } from "../../../core/field";
import { scalarsIn, type Properties } from "../../../core/property-tree";
import { ALL_DECLARED, isAmong, type SecretPaths } from "../../../core/secret";
import type { DiffResult } from "../../resource";
import { careIn } from "../change/care";
import { notSeenNow, stillNotSeenUp } from "../change/seen-up";
import { asError } from "../change/target";
import { observe } from "../observation";
import type { TunnelPorts } from "../ports";
import { sourceText, pathOf, pskSourceIn, referredKey, type Keys } from "../psk-source";
import { isDeclaredKey } from "../state/psk-proof";
import type { TunnelState } from "../state/shape";
import { readState, secretPathsIn } from "../state/tunnel-state";
import { vpnTunnelTable } from "../table/fields";
import { parseResourceId } from "../table/identities";
import type { ChangeSurroundings } from "./refusals";
import { reportUpdate } from "./update-report";

/** What comparing needs from outside. */
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
  | "isCareful"
  | "configuredHook"
> &
  ChangeSurroundings;

/**
 * Compares a stored tunnel with its declaration. Where they are the same, it asks the API for nothing. Where they
 * differ, it reports what the difference does to the live tunnel.
 */
export async function diffTunnel(
  id: string,
  olds: Properties,
  news: Properties,
  ports: DiffPorts,
): Promise<DiffResult> {
  const state = readState(olds);
  // `check` has judged the inputs already.
  const declared = scalarsIn(vpnTunnelTable, news);
  const secretPaths = secretPathsIn(news);
  const name = ports.previews.nameToTell(news);
  const isInInputs = ports.previews.differsInInputs(news);
  const found = diff(vpnTunnelTable, state.values, state.declared, declared);
  const replaces = replacesIn(found, declared.values, state, ports.region);
  const isReplaced = replaces.length > 0;
  if (!isReplaced) {
    ports.operation.manages(id);
    // Where the API shows no Status, nobody will ever see the tunnel up, and its sibling must not wait for ever.
    if (state.unconfirmed !== undefined && state.values["status"] !== undefined)
      ports.operation.leftDown(String(state.values["tunnelId"]), id, state.unconfirmed);
  }
  const keyChange = isReplaced ? undefined : await keyChangeIn(state, declared.values, secretPaths, ports.keys);
  const isDrained = !isReplaced && state.drained === true;
  if (isDrained) ports.operation.drains(String(state.values["tunnelId"]));
  const { hook } = ports.careOfPair ?? careIn({}, ports);
  const isChanged =
    isReplaced ||
    found.changed.length + found.redeclared.length > 0 ||
    keyChange !== undefined ||
    differsInSecrecy(state.secretPaths, secretPaths) ||
    (isDrained && hook !== undefined);
  if (name !== undefined && isChanged) {
    if (keyChange !== undefined) ports.progress.info(`${name}: ${keyChange}`);
    const { values, unknown } = declared;
    await reportUpdate({ id, name, state, declared: values, unknown, secretPaths, isReplaced }, ports);
  }
  if (name !== undefined && !isReplaced && state.unconfirmed !== undefined && state.values["status"] !== undefined)
    await warnWhereNotSeenUp(id, state.unconfirmed, ports);
  if (name !== undefined && isDrained) ports.progress.warning(drainedText(id, hook !== undefined));
  // Nobody has to wait for a tunnel that is not changed.
  if (!isChanged) ports.operation.arrives(String(state.values["tunnelId"]));
  const differing = [
    ...found.changed,
    ...found.redeclared,
    ...replaces,
    ...(keyChange === undefined ? [] : sourcePaths(declared.values)),
    ...secrecyDifference(state.secretPaths, secretPaths),
  ];
  return {
    changes: isChanged && isInInputs ? "in inputs" : isChanged,
    differing: isChanged ? [...new Set(differing)] : [],
    replaces,
  };
}

/** Where the key is read from: the property that stands for a key which is another one. */
function sourcePaths(declared: Values): readonly string[] {
  const source = pskSourceIn(declared);
  return source === undefined ? [] : [pathOf(source)];
}

/** An update is needed for it alone: nobody else moves the traffic back. */
function drainedText(id: string, hasHook: boolean): string {
  const next = hasHook
    ? "This update calls the hook's undrain, where the tunnel carries traffic"
    : "There is no hook in this run that could do it";
  return `${id} is drained: a hook moved traffic away from it, and it has not been moved back. ${next}`;
}

/**
 * Warns of a tunnel that an earlier operation changed and nobody has seen up since. This is the only tunnel that a
 * preview reads where nothing differs. Where it cannot be read, the warning says so and the preview goes on.
 */
async function warnWhereNotSeenUp(id: string, leftAt: number, ports: DiffPorts): Promise<void> {
  const selector = parseResourceId(id);
  if (selector === undefined || ports.compare === "off") return;
  const { vpnConnectionId, tunnelId } = selector;
  const findWarning = async (): Promise<string | undefined> => {
    try {
      return stillNotSeenUp(observe(selector, await ports.reads.connection(vpnConnectionId)), leftAt, ports);
    } catch (error) {
      return ports.isAcknowledged(tunnelId) ? undefined : notSeenNow(id, leftAt, asError(error).message);
    }
  };
  const line = await findWarning();
  if (line !== undefined) ports.operation.warnOnce(tunnelId, () => ports.progress.warning(line));
}

/** A tunnel without a declared region is in the configured one, and moves with it. */
function replacesIn(found: Difference, declared: Values, { values }: TunnelState, region: string): readonly string[] {
  const isMoved = !("regionId" in declared) && values["regionId"] !== region;
  return isMoved && !found.replaces.includes("regionId") ? [...found.replaces, "regionId"] : found.replaces;
}

/**
 * True where the program calls other values secret than the state does. The update then sends nothing and stores the
 * values anew, because Pulumi would keep the outputs of an unchanged resource as they are, in clear.
 */
const differsInSecrecy = (stored: SecretPaths, now: SecretPaths): boolean => secrecyDifference(stored, now).length > 0;

/** The paths that are called secret in one of the two alone. */
function secrecyDifference(stored: SecretPaths, now: SecretPaths): readonly string[] {
  // A state of an earlier shape holds every declared value as secret, until an update stores it anew.
  if (stored === ALL_DECLARED) return [];
  return [...stored.filter((path) => !now.includes(path)), ...now.filter((path) => !stored.includes(path))];
}

/** Says how a key that is not stored has changed, because Pulumi has no property that would show it. */
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
