import { delta, type Delta } from "../../../core/delta";
import { sameValue } from "../../../core/diff";
import { fieldsOf, type Values } from "../../../core/field";
import type { Scalar } from "../../../core/scalar";
import { vpnTunnelTable } from "../table/fields";
import { confirmed } from "./confirm";
import { established } from "./established";
import { guardKey } from "./guards";
import type { Observation } from "../observation";
import { isUp, nameOf } from "../operation/operation";
import type { TunnelPorts } from "../ports";
import { keyIn, PSK } from "../psk-source";
import { withoutDerivedInKeyBlock } from "../state/restore-point";
import { sendChange, sentUnlessBusy } from "./send";
import { settled } from "./settle";
import { asError, asSentence } from "./target";

/** What became of putting the values from before back. */
export interface Rollback {
  /** The tunnel as it is now; missing where the values could not be put back. */
  readonly lastSeen?: Observation;
  /** True where they were sent, and nobody knows whether they are in. */
  readonly mayBeBack?: boolean;
  /** True where it was up before and is up again. */
  readonly isUp: boolean;
  /** To be added to the error of the change; whole sentences. */
  readonly outcome: string;
}

/**
 * `onFailure: "rollback"`: puts back what a change that failed has changed, waits until it is in, and where the tunnel was
 * up, until it is up again. Never throws: the failure of the change is what the reader must see.
 * @param before The tunnel before the change, its key included where it is known.
 */
export async function rolledBack(before: Observation, failed: Delta, ports: TunnelPorts): Promise<Rollback> {
  const said = 'onFailure is "rollback":';
  ports.progress.status(`${nameOf(before)}: putting the values from before back`);
  const known = keyIn(before.values);
  let restored: Observation;
  let isSent = false;
  try {
    restored = withKnownKey(await putBack(before, failed, ports, () => (isSent = true)), known);
  } catch (error) {
    return {
      isUp: false,
      mayBeBack: isSent,
      outcome: `${said} the values from before could not be put back: ${asSentence(asError(error).message)} Run \`pulumi refresh\`, look at what the tunnel has, then run \`pulumi up\` again.`,
    };
  }
  const left = leftIn(restored, before, failed);
  const rest = left.length === 0 ? "" : `, except ${left.join(", ")}`;
  const back = `${said} the values from before are back${rest}`;
  if (!isUp(before.values)) return { lastSeen: restored, isUp: false, outcome: `${back}; the tunnel was down before.` };
  try {
    const up = withKnownKey(await established(before.tunnelId, before.connection, ports), known);
    return { lastSeen: up, isUp: true, outcome: `${back}, and the tunnel is up again.` };
  } catch (error) {
    return { lastSeen: restored, isUp: false, outcome: `${back}, but ${asSentence(asError(error).message)}` };
  }
}

/** @param sending Called before anything is sent. */
async function putBack(
  before: Observation,
  failed: Delta,
  ports: TunnelPorts,
  sending: () => void,
): Promise<Observation> {
  const selector = { vpnConnectionId: before.connection.id, tunnelId: before.tunnelId };
  const deadline = ports.clock.now() + ports.settle.timeoutMs;
  const known = keyIn(before.values);
  for (;;) {
    const now = await settled(selector, before.connection, ports, deadline);
    const wanted = formerValues(before.values, failed, now.values);
    const todo = delta(vpnTunnelTable, wanted, now.values, {}, PSK in wanted ? {} : known);
    if (todo.differing.length === 0) return now;
    guardKey(todo);
    sending();
    if ((await sentUnlessBusy(todo, now, ports, deadline)) !== "sent") continue;
    return confirmed(selector, now, todo, known, (each) => sendChange(each, now, ports), ports);
  }
}

/**
 * The values to put back: of what the change sent, or the API derived from it, and is still as the change left it. What
 * somebody else changed meanwhile is theirs.
 */
function formerValues(before: Values, failed: Delta, now: Values): Values {
  const ours = new Set([...failed.differing.map((field) => field.path), ...failed.rederived]);
  const values: Record<string, Scalar> = {};
  for (const { path } of fieldsOf(vpnTunnelTable, "setting")) {
    const former = before[path];
    const sent = failed.send[path];
    if (former === undefined || !ours.has(path)) continue;
    const live = now[path];
    const isTheirs = live !== undefined && sent !== undefined && !sameValue(vpnTunnelTable, path, sent, live);
    if (!isTheirs || sameValue(vpnTunnelTable, path, former, live)) values[path] = former;
  }
  return PSK in now || PSK in before ? values : withoutDerivedInKeyBlock(values);
}

/** A key that the API withholds is the one that was put back. */
function withKnownKey(observation: Observation, known: Values): Observation {
  return { ...observation, values: { ...known, ...observation.values } };
}

/** Changed settings that are not as before: the API has no way to unset one, or somebody else changed it meanwhile. */
function leftIn(restored: Observation, before: Observation, failed: Delta): readonly string[] {
  return failed.differing
    .map((field) => field.path)
    .filter((path) => !sameValue(vpnTunnelTable, path, before.values[path], restored.values[path]));
}
