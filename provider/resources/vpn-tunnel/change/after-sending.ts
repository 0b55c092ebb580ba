import { ApiError } from "../../../api/errors";
import type { Delta } from "../../../core/delta";
import { mayCarry, type Observation } from "../observation";
import { onlyKey, PSK } from "../psk-source";
import { TunnelError } from "../tunnel-error";
import { confirmChange } from "./confirm";
import { putBack } from "./rollback";
import { sendChange } from "./send";
import type { Device, Request, Step, StepOf, Work } from "./step";
import { asError, asSentence, type Outcome, type ValueChange } from "./target";
import { waitUntilRecovered, waitUntilUp, type Wait } from "./up";
import { wasUpBefore, type WaitFor } from "./wait-for";

/** The steps of a change after the API accepted it. */

/** Waits until the API shows the change. */
export async function confirm({ request, device }: StepOf<"confirm">, { target, ports }: Work): Promise<Step> {
  const { before, delta } = request;
  try {
    const sendAgain = (again: Delta): Promise<void> => sendChange(again, before, ports);
    const keyInForce = { ...target.completing, ...onlyKey(target.wanted(before.values)) };
    const confirmed = await confirmChange(target.selector, before, delta, keyInForce, sendAgain, ports);
    return target.care.hook === undefined
      ? { name: "back", request, confirmed, device }
      : { name: "follow", request, confirmed, device };
  } catch (error) {
    return { name: "revert", request, confirmed: undefined, cause: asError(error), stoppedAt: "confirm", device };
  }
}

/** Waits until the tunnel is up again, where the target asks for it or others wait for this tunnel. */
export async function back({ request, confirmed, device }: StepOf<"back">, work: Work): Promise<Step> {
  try {
    const observation = await waitAsNeeded(request, confirmed, device, work);
    return { name: "undrain", ending: { outcome: { ...valueChange(request, confirmed), observation } }, device };
  } catch (error) {
    return { name: "revert", request, confirmed, cause: asError(error), stoppedAt: "back", device };
  }
}

async function waitAsNeeded(
  { before }: Request,
  confirmed: Observation,
  { hasFollowed, isDrained }: Device,
  { target, ports }: Work,
): Promise<Observation> {
  const { tunnelId, connection } = before;
  // Traffic comes back to a drained tunnel only where it is known to be up.
  const waitFor = isDrained ? atLeastRecovered(target.waitFor) : neededWait(before, { target, ports });
  if (waitFor === "settled") return confirmed;
  const { care } = target;
  const isPair = care.holdMs !== undefined;
  const isPeer = care.isPeerInitiator ?? (isPair && connection.effectImmediately === false);
  const isUntold = isPeer && !hasFollowed;
  if (isUntold) ports.progress.warning(initiateText(before));
  const wait: Wait = {
    // Traffic, or the device, makes the tunnel renegotiate; where the hook did, there is nothing to wait for.
    hasRenegotiated: hasFollowed,
    probe: care.probe,
    healthBefore: connection,
    ...(care.holdMs === undefined ? {} : { holdMs: care.holdMs(connection) }),
  };
  const { observation, isSeenUp } =
    waitFor === "established" || isUntold
      ? await waitUntilUp(tunnelId, connection, ports, wait)
      : await waitUntilRecovered(tunnelId, connection, ports, wait);
  if (isSeenUp) ports.operation.cameBack(tunnelId);
  return observation;
}

const atLeastRecovered = (waitFor: WaitFor): WaitFor => (waitFor === "settled" ? "recovered" : waitFor);

const initiateText = (tunnel: Observation): string =>
  `${tunnel.connection.id} ${tunnel.role} (${tunnel.tunnelId}): the device starts the negotiation of this tunnel. Give it the new values and make it renegotiate now`;

/** What to wait for: others wait for a canary, and a rollback for its reason, whatever the tunnel declares. */
function neededWait(before: Observation, { target, ports: { operation } }: Pick<Work, "target" | "ports">): WaitFor {
  const { waitFor, reversal } = target;
  if (waitFor === "established") return waitFor;
  const mustRecover = waitFor === "recovered" || reversal?.rollback === true || operation.canary.includes(before);
  return mustRecover && wasUpBefore(before, operation) ? "recovered" : "settled";
}

/**
 * Ends a change that is in and not good, or that nobody heard of; puts the former values back where that is asked for.
 */
export async function revert(step: StepOf<"revert">, { target, ports }: Work): Promise<Step> {
  const { request, confirmed, cause, stoppedAt, device } = step;
  const { before, delta } = request;
  const change = valueChange(request, confirmed ?? asSent(request));
  // Until somebody sees more, the tunnel counts as it was: the next comparison has to find what may be left to do.
  const observation = confirmed ?? before;
  const sendsKey = PSK in delta.send;
  const undrained = (outcome: Outcome): Step => ({ name: "undrain", ending: { outcome }, device });
  if (!target.reversal?.rollback) {
    // A tunnel that was up and is not seen to come back is lost, whatever kept the provider from seeing it.
    if (mayCarry(before)) ports.operation.lost(before.tunnelId);
    const isKeyUncertain = cause instanceof ApiError && cause.outcomeUnknown && sendsKey;
    return undrained({ ...change, observation, failure: failureOf(cause), stoppedAt, isKeyUncertain });
  }
  const tunnelBefore = { ...before, values: { ...target.assumed, ...before.values } };
  const { restored, mayBeBack, text } = await putBack(tunnelBefore, delta, ports);
  // What one device refused the next one would refuse as well: a change that was taken back counts as a loss too.
  if (mayCarry(before)) ports.operation.lost(before.tunnelId);
  const failure = new TunnelError(problemIn(cause), `${asSentence(failureOf(cause).message)} ${text}`);
  if (restored === undefined)
    return undrained({
      ...change,
      observation: mayBeBack ? before : observation,
      failure,
      stoppedAt,
      isKeyUncertain: sendsKey,
    });
  const outcome = { ...change, after: restored.values, observation: restored, failure, stoppedAt };
  return { name: "return", request: { before: tunnelBefore, delta }, restored, ending: { outcome }, device };
}

function failureOf(cause: Error): Error {
  const problem = problemIn(cause);
  return problem === "not established" ? new TunnelError(problem, `the change is in, but ${cause.message}`) : cause;
}

const problemIn = (cause: Error): TunnelError["problem"] =>
  cause instanceof TunnelError ? cause.problem : "not settled";

/** The tunnel once a change that nobody has seen is in: the restore point must not miss the change. */
function asSent({ before, delta }: Request): Observation {
  return { ...before, values: { ...before.values, ...delta.send } };
}

function valueChange({ before, delta }: Request, after: Observation): ValueChange {
  // A key that the API withholds is the one that was sent.
  const values = { ...onlyKey(delta.send), ...after.values };
  return { before: before.values, after: values, sent: delta.differing.map((field) => field.path) };
}
