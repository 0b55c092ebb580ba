import { ApiError } from "../../api/errors";
import type { Delta } from "../../core/delta";
import { confirmed } from "./confirm";
import { established } from "./established";
import { guardBgp, guardDrift, guardKey, guardReversal } from "./guards";
import type { ConnectionFacts, Observation } from "./observation";
import { isUp } from "./operation";
import type { TunnelPorts } from "./ports";
import { rolledBack } from "./rollback";
import { sendChange, sentUnlessBusy } from "./send";
import { settled } from "./settle";
import { AfterChangeError, asError, deltaOf, type Synced, type Target } from "./target";
import { TunnelError } from "./tunnel-error";

/** A change that was sent, and the tunnel before it. */
interface Sent {
  readonly before: Observation;
  readonly todo: Delta;
}

/**
 * Changes a tunnel, alone on its gateway: wait until all is settled, compare, ask every guard, send, confirm.
 * @param unheard A change of which nobody knows yet whether it is in.
 * @returns what came of it, or what was observed where nothing differs.
 */
export async function change(
  target: Target,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  unheard?: Sent,
): Promise<Synced | Observation> {
  const deadline = ports.clock.now() + ports.settle.timeoutMs;
  let mayBeIn = unheard;
  for (;;) {
    const before = await settled(target.selector, connection, ports, deadline);
    const todo = deltaOf(target, before);
    if (todo.differing.length === 0) return mayBeIn === undefined ? before : finished(target, mayBeIn, ports);
    if (target.undrifted) guardDrift(target.undrifted, before);
    guardKey(todo);
    guardBgp(todo, before);
    if (target.reversal) guardReversal(todo, { ...target.assumed, ...before.values }, target.reversal);
    // What was observed before a wait is no longer sure: compare anew.
    if (await waitedForOthers(before, ports)) return change(target, connection, ports, mayBeIn);
    try {
      const sent = await sentUnlessBusy(todo, before, ports, deadline);
      if (sent !== "busy") ports.operation.changed(before);
      if (sent === "may be in") mayBeIn ??= { before, todo };
      if (sent !== "sent") continue;
    } catch (error) {
      // Nobody heard that it is in: for the state, the sibling and the rest of the operation it counts as if it were.
      if (error instanceof ApiError && error.outcomeUnknown) {
        ports.operation.changed(before);
        throw await afterFailure(target, { before, todo }, error, ports);
      }
      ports.operation.endCanary(before.tunnelId);
      throw error;
    }
    return finished(target, { before, todo }, ports);
  }
}

/** What follows a change that was sent: it is to be seen, and where that matters, the tunnel is to be up again. */
async function finished(target: Target, sent: Sent, ports: TunnelPorts): Promise<Synced> {
  const { before, todo } = sent;
  try {
    const send = (each: Delta): Promise<void> => sendChange(each, before, ports);
    const confirmation = await confirmed(target.selector, before, todo, send, ports);
    const observation = await backAgain(target, before, confirmation, ports);
    return { before: before.values, observation, sent: todo.differing.map((field) => field.path) };
  } catch (error) {
    throw await afterFailure(target, sent, asError(error), ports);
  }
}

/**
 * Never both tunnels: waits for a sibling that this operation took down, and for the canary. True where it had to.
 * @throws TunnelError where the sibling does not come back, or too many tunnels did not.
 */
async function waitedForOthers(before: Observation, ports: TunnelPorts): Promise<boolean> {
  ports.operation.guardLosses();
  const sibling = ports.operation.awaitedSibling(before);
  if (sibling !== undefined) {
    try {
      await established(sibling, before.connection, ports, "glance");
    } catch (error) {
      // Where nothing shows yet whether it is up again, it is not lost either: only this tunnel has to wait.
      if (before.connection.effectImmediately !== false) ports.operation.isLost(sibling);
      throw new TunnelError(
        "refused",
        `nothing was sent: the other tunnel of ${before.connection.id}, ${sibling}, was changed in this operation and is not up again. ${asError(error).message}`,
      );
    }
    ports.operation.isBack(sibling);
    return true;
  }
  const canary = ports.operation.canaryBefore(before);
  await canary;
  return canary !== undefined;
}

/** Waits until the tunnel is up again, where that was asked for or others wait for it. */
async function backAgain(
  target: Target,
  before: Observation,
  after: Observation,
  ports: TunnelPorts,
): Promise<Observation> {
  if (!target.mustEstablish && !ports.operation.isCanary(before.tunnelId)) return after;
  const up = await established(before.tunnelId, before.connection, ports);
  ports.operation.isBack(before.tunnelId);
  return up;
}

/** A change that is not seen to be in and good: puts the former values back where that was asked for. */
async function afterFailure(
  target: Target,
  { before, todo }: Sent,
  failure: Error,
  ports: TunnelPorts,
): Promise<AfterChangeError> {
  const known = { ...before, values: { ...target.assumed, ...before.values } };
  const rollback = target.reversal?.rollback ? await rolledBack(known, todo, ports) : undefined;
  // A tunnel that was up and is not seen to come back is lost, whatever kept us from seeing it: so is the same change elsewhere.
  if (isUp(before.values)) ports.operation.isLost(before.tunnelId);
  if (rollback?.isUp) ports.operation.isBack(before.tunnelId);
  if (rollback === undefined) return new AfterChangeError(before.values, asSent(before, todo), failure);
  const problem = failure instanceof TunnelError ? failure.problem : "not settled";
  return new AfterChangeError(
    before.values,
    rollback.lastSeen ?? asSent(before, todo),
    new TunnelError(problem, `${failure.message} ${rollback.outcome}`),
  );
}

/** What the tunnel should be like once an accepted change is in, for a state that must be kept before that is seen. */
function asSent(before: Observation, { send }: Delta): Observation {
  return { ...before, values: { ...before.values, ...send } };
}
