import { delta, type Delta } from "../../../core/delta";
import { sameValue } from "../../../core/diff";
import { fieldsOf, type Values } from "../../../core/field";
import type { Scalar } from "../../../core/scalar";
import { vpnTunnelTable } from "../table/fields";
import { confirmChange } from "./confirm";
import { guardKey } from "./guards";
import { carriesTraffic, nameOf, type Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import { onlyKey, PSK } from "../psk-source";
import { withoutDerivedInKeyBlock } from "../state/restore-point";
import { waitUntilConfigured } from "./configuring";
import { poll } from "./poll";
import { sendChange, trySend, type Answer } from "./send";
import type { Request, Work } from "./step";
import { asError, asSentence, type Outcome } from "./target";
import { TunnelError } from "../tunnel-error";
import { waitUntilUp, type Wait } from "./up";

/** How putting the former values back ended. */
export interface PutBack {
  /** The tunnel with its former values; undefined where they could not be put back. */
  readonly restored?: Observation;
  /** True where the former values were sent, and nobody knows whether they are in. */
  readonly mayBeBack?: boolean;
  /** Whole sentences, to follow the error of the change. */
  readonly text: string;
}

const SAID = 'onFailure is "rollback":';

/**
 * `onFailure: "rollback"`: puts back what a change that failed has changed, and waits until it is in. Never throws: the
 * failure of the change is what the reader must see.
 * @param before The tunnel before the change, its key included where it is known.
 */
export async function putBack(before: Observation, failed: Delta, ports: TunnelPorts): Promise<PutBack> {
  ports.progress.status(`${nameOf(before)}: putting the values from before back`);
  let isSent = false;
  try {
    const seen = await sendFormer(before, failed, ports, () => (isSent = true));
    const restored = withFormerKey(seen, onlyKey(before.values));
    const left = leftIn(restored, before, failed);
    const rest = left.length === 0 ? "" : `, except ${left.join(", ")}`;
    const end = carriesTraffic(before) ? "" : "; the tunnel was down before.";
    return { restored, text: `${SAID} the values from before are back${rest}${end}` };
  } catch (error) {
    return {
      mayBeBack: isSent,
      text: `${SAID} the values from before could not be put back: ${asSentence(asError(error).message)} Run \`pulumi refresh\`, look at what the tunnel has, then run \`pulumi up\` again.`,
    };
  }
}

/** Waits until a tunnel that carried traffic before the change does so again, with its former values. */
export async function waitAfterRollback(
  restored: Observation,
  { before }: Request,
  { outcome }: { readonly outcome: Outcome },
  { ports }: Work,
  wait: Wait,
): Promise<{ readonly outcome: Outcome }> {
  if (!carriesTraffic(before)) return { outcome };
  const { tunnelId, connection } = restored;
  const said = (observation: Observation, text: string): { readonly outcome: Outcome } => {
    const { failure } = outcome;
    const problem = failure instanceof TunnelError ? failure.problem : "not established";
    const message = `${failure?.message ?? ""}${text}`;
    return { outcome: { ...outcome, observation, failure: new TunnelError(problem, message) } };
  };
  try {
    const { observation } = await waitUntilUp(tunnelId, connection, ports, wait);
    ports.operation.lost(tunnelId, true);
    return said(withFormerKey(observation, onlyKey(before.values)), ", and the tunnel is up again.");
  } catch (error) {
    return said(restored, `, but ${asSentence(asError(error).message)}`);
  }
}

/** @param sending Called before anything is sent. */
async function sendFormer(
  before: Observation,
  failed: Delta,
  ports: TunnelPorts,
  sending: () => void,
): Promise<Observation> {
  const selector = { vpnConnectionId: before.connection.id, tunnelId: before.tunnelId };
  const until = ports.clock.now() + ports.settle.timeoutMs;
  const formerKey = onlyKey(before.values);
  const tryOnce = async (): Promise<{ now: Observation; todo: Delta; answer: Answer | "nothing to send" }> => {
    const now = await waitUntilConfigured(selector, before.connection, ports, until);
    const wanted = formerValues(before.values, failed, now.values);
    const todo = delta(vpnTunnelTable, wanted, now.values, {}, PSK in wanted ? {} : formerKey);
    if (todo.differing.length === 0) return { now, todo, answer: "nothing to send" };
    guardKey(todo);
    sending();
    return { now, todo, answer: await trySend(todo, now, ports, until) };
  };
  const isDone = ({ answer }: { readonly answer: string }): boolean =>
    answer === "nothing to send" || answer === "accepted";
  const { now, todo, answer } = (await poll({ look: tryOnce, isDone, say: () => undefined, until }, ports)).seen;
  if (answer !== "accepted") return now;
  return confirmChange(selector, now, todo, formerKey, (each) => sendChange(each, now, ports), ports);
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
function withFormerKey(observation: Observation, formerKey: Values): Observation {
  return { ...observation, values: { ...formerKey, ...observation.values } };
}

/** Changed settings that are not as before: the API has no way to unset one, or somebody else changed it meanwhile. */
function leftIn(restored: Observation, before: Observation, failed: Delta): readonly string[] {
  return failed.differing
    .map((field) => field.path)
    .filter((path) => !sameValue(vpnTunnelTable, path, before.values[path], restored.values[path]));
}
