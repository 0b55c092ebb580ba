import { delta } from "../../../core/delta";
import type { Values } from "../../../core/field";
import { pick } from "../../../core/property-tree";
import { isAmong, type SecretPaths } from "../../../core/secret";
import { vpnTunnelTable } from "../table/fields";
import { parseResourceId } from "../table/identities";
import { assumedKeys, driftBaseline } from "../change/history";
import { observe, type Observation } from "../observation";
import { isSetting } from "../table/path-kinds";
import type { TunnelPorts } from "../ports";
import { PSK } from "../psk-source";
import type { TunnelState } from "../state/shape";
import { isSecretIn } from "../state/tunnel-state";
import { TunnelError } from "../tunnel-error";
import { readLiveTunnel, type LiveTunnel } from "./comparison";
import { withReferredKey } from "./declaration";
import { identityFindings } from "./identity-findings";
import { changeLines, trafficLines, releasedLines } from "./live-change";
import { refusals, type ChangeSurroundings } from "./refusals";
import { block, heading } from "./report-text";

/** What a report needs from outside. */
export type PreviewPorts = Pick<TunnelPorts, "reads" | "keys" | "progress" | "compare"> & ChangeSurroundings;

/** A stored tunnel whose declaration differs from what is stored. */
export interface ChangedTunnel {
  readonly id: string;
  /** Name of the resource in the program. */
  readonly name: string;
  readonly state: TunnelState;
  readonly declared: Values;
  readonly unknown: ReadonlySet<string>;
  readonly secretPaths: SecretPaths;
  /** True where the resource is replaced and goes on with another tunnel. */
  readonly isReplaced: boolean;
}

/**
 * Reports what an update, or a replacement, does to the live tunnel. The declared values are those that policies and
 * transformations left.
 * @throws TunnelError where the tunnel had to be compared and could not be, or where the declaration would not work on
 * it.
 */
export async function reportUpdate(changed: ChangedTunnel, ports: PreviewPorts): Promise<void> {
  if (changed.isReplaced) return reportReplacement(changed, ports);
  const found = await readLive(changed, ports);
  if ("observation" in found) return reportChange(changed, found.observation, ports);
  const text = await storedText(changed, found.why || "alicloud-vpn:compare is off", ports);
  if (found.notRead === "outage") ports.progress.warning(text);
  else ports.progress.info(text);
}

/** Lists what the update changes in the stored values, where the live ones were not read. */
async function storedText(changed: ChangedTunnel, why: string, ports: PreviewPorts): Promise<string> {
  const { id, name, state } = changed;
  const { values } = await withReferredKey(changed.declared, changed.secretPaths, ports.keys);
  const lines = updateLines(changed, values, state.values);
  return block(`${name}: ${id}: this update, NOT compared with the live tunnel (${why}):`, lines);
}

/**
 * Lists what the update changes on a tunnel with these values, and the settings that it stops managing.
 * @param declared The declared values, with the key that they refer to.
 */
function updateLines(changed: ChangedTunnel, declared: Values, values: Values): readonly string[] {
  const { state, unknown } = changed;
  // Where the API withholds the key, we take the live key for the one that was applied last.
  const live = { ...assumedKeys(state, declared[PSK]), ...values };
  const { lines } = changeLines({ declared, unknown, live, isSecret: secretsOf(changed) });
  return [...lines, ...releasedLines(state.declared, changed.declared, unknown)];
}

/** True for a value that the program calls secret, or called secret when the state was written. */
const secretsOf =
  ({ secretPaths, state }: ChangedTunnel) =>
  (path: string): boolean =>
    isAmong(secretPaths, path) || isSecretIn(state, path);

const readLive = ({ id }: ChangedTunnel, ports: PreviewPorts): Promise<LiveTunnel> =>
  readLiveTunnel(parseResourceId(id), ports.compare, async (selector) =>
    observe(selector, await ports.reads.connection(selector.vpnConnectionId)),
  );

/** Reports on the tunnel that a replacement leaves. Adopting the other tunnel is reported by its own check. */
async function reportReplacement(changed: ChangedTunnel, ports: PreviewPorts): Promise<void> {
  try {
    const found = await readLive(changed, ports);
    ports.progress.info(replacedText(changed, "observation" in found ? found.observation : undefined));
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error;
    // The tunnel need not be within reach: it may be gone, or in the region or the account that the program left.
    ports.progress.info(replacedText(changed, undefined));
  }
}

function replacedText({ id, name, state }: ChangedTunnel, observation: Observation | undefined): string {
  const isRestored = state.values["onDestroy"] === "restore";
  const head = observation === undefined ? `${name}: ${id}` : heading(name, observation);
  return block(`${head}: the resource is replaced, and goes on with another tunnel`, [
    isRestored
      ? 'onDestroy is "restore": the values that were found on this tunnel are put back'
      : "this tunnel stays as it is",
  ]);
}

async function reportChange(changed: ChangedTunnel, observation: Observation, ports: PreviewPorts): Promise<void> {
  const { name, state, unknown } = changed;
  const { values, failures, missing } = await withReferredKey(changed.declared, changed.secretPaths, ports.keys);
  const [failure] = failures;
  if (failure !== undefined)
    throw new TunnelError("refused", `${failure.property} ${failure.reason}`, failure.property);
  const identities = identityFindings(values, observation.values);
  const [problem] = identities.failures;
  if (problem !== undefined)
    throw new TunnelError("refused", `${problem.property} ${problem.reason}`, problem.property);

  const isSecret = secretsOf(changed);
  const changes = updateLines(changed, values, observation.values);
  const settings = pick(values, isSetting);
  const change = delta(vpnTunnelTable, settings, observation.values, assumedKeys(state, values[PSK]));
  const stopped = state.stoppedAt === undefined ? [] : [`the last change of it stopped at ${state.stoppedAt}`];
  const isOfPair = ports.careOfPair !== undefined;
  const lines = [
    ...stopped,
    ...changes,
    ...(change.differing.length > 0 ? trafficLines(observation, values, isOfPair) : []),
  ];
  ports.progress.info(block(`${heading(name, observation)}: this update of the LIVE tunnel:`, lines));
  for (const warning of identities.warnings) ports.progress.warning(`${name}: ${warning}`);

  const baseline = values["onDrift"] === "correct" ? undefined : driftBaseline(state, isSecret);
  const isKeyOpen = missing !== undefined || unknown.has(PSK);
  const found = { change, declared: values, observation, isKeyOpen, isSecret, driftBaseline: baseline };
  for (const line of refusals(found, ports)) ports.progress.warning(`${name}: ${line}`);
}
