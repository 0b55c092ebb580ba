import { ApiError } from "../../../api/errors";
import type { Delta } from "../../../core/delta";
import { confirmed } from "./confirm";
import { established, noteIfUpAgain, recovered } from "./established";
import { guardBgp, guardDrift, guardKey, guardReversal } from "./guards";
import type { ConnectionFacts, Observation } from "../observation";
import { mayCarry } from "../operation/operation";
import type { TunnelPorts } from "../ports";
import { keyIn, PSK } from "../psk-source";
import { rolledBack } from "./rollback";
import { sendChange, sentUnlessBusy } from "./send";
import { settled } from "./settle";
import {
  AfterChangeError,
  asError,
  asSentence,
  deltaOf,
  untouched,
  type Made,
  type Synced,
  type Target,
} from "./target";
import { TunnelError } from "../tunnel-error";
import { wasUpBefore, type WaitFor } from "./wait-for";

/** A change that was sent, and the tunnel before it. */
export interface Sent {
  readonly before: Observation;
  readonly todo: Delta;
}

/** The change is in, or there was none to make. */
export interface Done {
  readonly kind: "done";
  /** What came of it, once the tunnel is up again; it needs no turn of the gateway. */
  readonly synced: () => Promise<Synced>;
}

/** The change has to wait for the other tunnel of the connection; the gateway is free meanwhile. */
export interface Waiting {
  readonly kind: "waiting";
  /** Ends when the other tunnel is up again; fails where it does not come back. */
  readonly until: () => Promise<void>;
  /** A change of which nobody knows yet whether it is in. */
  readonly unheard: Sent | undefined;
}

/**
 * Changes a tunnel, alone on its gateway: wait until all is settled, compare, ask every guard, send, confirm.
 * @param unheard A change of which nobody knows yet whether it is in.
 */
export async function change(
  target: Target,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  unheard?: Sent,
): Promise<Done | Waiting> {
  const deadline = ports.clock.now() + ports.settle.timeoutMs;
  let mayBeIn = unheard;
  for (;;) {
    const before = await settled(target.selector, connection, ports, deadline);
    const todo = deltaOf(target, before);
    if (todo.differing.length === 0)
      return mayBeIn === undefined ? done(untouched(before)) : finished(target, mayBeIn, ports);
    if (target.undrifted) guardDrift(target.undrifted, target.wanted(before.values), before);
    guardKey(todo);
    guardBgp(todo, before, target.isSecret);
    if (target.reversal) guardReversal(todo, { ...target.assumed, ...before.values }, target.reversal);
    ports.operation.guardLosses();
    const sibling = awaitedSibling(before, ports);
    if (sibling !== undefined && ports.operation.leftAt(sibling) === undefined)
      return { kind: "waiting", until: () => siblingIsBack(sibling, before, ports), unheard: mayBeIn };
    // Left by an earlier run, it comes up soon or not at all; in its turn, this tunnel stays the one that goes first.
    const others = sibling === undefined ? ports.operation.canaryBefore(before) : siblingIsBack(sibling, before, ports);
    if (others !== undefined) {
      await others;
      // What was observed before a wait is no longer sure: compare anew.
      return change(target, connection, ports, mayBeIn);
    }
    try {
      const sent = await sentUnlessBusy(todo, before, ports, deadline);
      if (sent !== "busy") ports.operation.changed(before);
      if (sent === "may be in") mayBeIn ??= { before, todo };
      if (sent !== "sent") continue;
    } catch (error) {
      if (!(error instanceof ApiError) || !error.outcomeUnknown) throw error;
      // Nobody heard that it is in: for the state, the sibling and the rest of the operation it counts as if it were.
      ports.operation.changed(before);
      throw await afterFailure(target, { before, todo }, undefined, error, ports);
    }
    return finished(target, { before, todo }, ports);
  }
}

const done = (synced: Synced): Done => ({ kind: "done", synced: () => Promise.resolve(synced) });

/** What follows a change that was sent: it is to be seen, and where that matters, the tunnel is to be up again. */
async function finished(target: Target, sent: Sent, ports: TunnelPorts): Promise<Done> {
  const { before, todo } = sent;
  let confirmation: Observation;
  try {
    const send = (each: Delta): Promise<void> => sendChange(each, before, ports);
    const known = { ...target.completing, ...keyIn(target.wanted(before.values)) };
    confirmation = await confirmed(target.selector, before, todo, known, send, ports);
  } catch (error) {
    throw await afterFailure(target, sent, undefined, asError(error), ports);
  }
  const synced = async (): Promise<Synced> => {
    try {
      const observation = await backAgain(target, before, confirmation, ports);
      return { ...madeOf(before, todo, confirmation), observation };
    } catch (error) {
      throw await afterFailure(target, sent, confirmation, asError(error), ports);
    }
  };
  // What will send nothing more leaves the gateway to others.
  const isFree =
    target.waitFor === "recovered" && !target.reversal?.rollback && !ports.operation.isCanary(before.tunnelId);
  return isFree ? { kind: "done", synced } : done(await synced());
}

/** The sibling that has to come up first. */
function awaitedSibling(before: Observation, ports: TunnelPorts): string | undefined {
  const sibling = ports.operation.awaitedSibling(before);
  if (sibling !== undefined) noteIfUpAgain({ ...sibling, connection: before.connection }, ports);
  return ports.operation.awaitedSibling(before)?.tunnelId;
}

/**
 * Never both tunnels: waits for a sibling that was taken down by a change.
 * @throws TunnelError where it does not come back.
 */
async function siblingIsBack(sibling: string, tunnel: Observation, ports: TunnelPorts): Promise<void> {
  try {
    await established(sibling, tunnel.connection, ports, "glance");
  } catch (error) {
    // Where nothing shows yet whether it is up again, it is not lost either: only this tunnel has to wait.
    if (tunnel.connection.effectImmediately !== false) ports.operation.lost(sibling);
    throw new TunnelError(
      "refused",
      `nothing was sent: the other tunnel of ${tunnel.connection.id}, ${sibling}, was changed before and is not up again: ${asError(error).message}`,
    );
  }
  ports.operation.cameBack(sibling);
}

/** Waits until the tunnel is up again, where that was asked for or others wait for it. */
async function backAgain(
  target: Target,
  before: Observation,
  after: Observation,
  ports: TunnelPorts,
): Promise<Observation> {
  const { tunnelId, connection } = before;
  const waitFor = neededWait(target, before, ports);
  if (waitFor === "settled") return after;
  const watched =
    waitFor === "established"
      ? { observation: await established(tunnelId, connection, ports), isSeenUp: true }
      : await recovered(tunnelId, connection, ports);
  if (watched.isSeenUp) ports.operation.cameBack(tunnelId);
  return watched.observation;
}

/** What has to be waited for: whatever the tunnel declares, others wait for a canary, and a rollback for its reason. */
function neededWait({ waitFor, reversal }: Target, before: Observation, { operation }: TunnelPorts): WaitFor {
  if (waitFor === "established") return waitFor;
  const mustRecover = waitFor === "recovered" || reversal?.rollback === true || operation.isCanary(before.tunnelId);
  return mustRecover && wasUpBefore(before, operation) ? "recovered" : "settled";
}

/**
 * A change that is not seen to be in and good: puts the former values back where that was asked for.
 * @param confirmation The tunnel as it was seen after the change; undefined where nobody has seen the change.
 */
async function afterFailure(
  target: Target,
  { before, todo }: Sent,
  confirmation: Observation | undefined,
  cause: Error,
  ports: TunnelPorts,
): Promise<AfterChangeError> {
  const made = madeOf(before, todo, confirmation ?? asSent(before, todo));
  // Until somebody sees more, the tunnel counts as it was: the next comparison has to find what may be left to do.
  const lastSeen = confirmation ?? before;
  const problem = cause instanceof TunnelError ? cause.problem : "not settled";
  const failure =
    problem === "not established" ? new TunnelError(problem, `the change is in, but ${cause.message}`) : cause;
  const isUnheard = cause instanceof ApiError && cause.outcomeUnknown;
  const sendsKey = PSK in todo.send;
  if (!target.reversal?.rollback) {
    // A tunnel that was up and is not seen to come back is lost, whatever kept us from seeing it.
    if (mayCarry(before.values)) ports.operation.lost(before.tunnelId);
    return new AfterChangeError(made, lastSeen, failure, isUnheard && sendsKey);
  }
  const known = { ...before, values: { ...target.assumed, ...before.values } };
  const rollback = await rolledBack(known, todo, ports);
  // What one device refused the next one would refuse as well: a change that was taken back counts as a failure too.
  if (mayCarry(before.values)) ports.operation.lost(before.tunnelId, rollback.isUp);
  const reported = new TunnelError(problem, `${asSentence(failure.message)} ${rollback.outcome}`);
  if (rollback.lastSeen === undefined)
    return new AfterChangeError(made, rollback.mayBeBack ? before : lastSeen, reported, sendsKey);
  return new AfterChangeError({ ...made, after: rollback.lastSeen.values }, rollback.lastSeen, reported);
}

/** What the tunnel should be like once a change that nobody has seen is in: the restore point must not miss it. */
function asSent(before: Observation, { send }: Delta): Observation {
  return { ...before, values: { ...before.values, ...send } };
}

function madeOf(before: Observation, { differing, send }: Delta, after: Observation): Made {
  // A key that the API withholds is the one that was sent.
  const values = { ...keyIn(send), ...after.values };
  return { before: before.values, after: values, sent: differing.map((field) => field.path) };
}
