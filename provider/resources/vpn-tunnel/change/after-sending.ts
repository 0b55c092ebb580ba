import { ApiError } from "../../../api/errors";
import type { Delta } from "../../../core/delta";
import { mayCarry, type Observation } from "../observation";
import { onlyKey, PSK } from "../psk-source";
import { TunnelError } from "../tunnel-error";
import { confirmChange } from "./confirm";
import { rollBack } from "./rollback";
import { sendChange } from "./send";
import type { Request, Step, StepOf, Work } from "./step";
import { asError, asSentence, type Outcome, type ValueChange } from "./target";
import { waitUntilRecovered, waitUntilUp } from "./up";
import { wasUpBefore, type WaitFor } from "./wait-for";

/** The steps of a change after the API accepted it. */

/** Waits until the API shows the change. */
export async function confirm({ request }: StepOf<"confirm">, { target, ports }: Work): Promise<Step> {
  const { before, delta } = request;
  try {
    const sendAgain = (again: Delta): Promise<void> => sendChange(again, before, ports);
    const keyInForce = { ...target.completing, ...onlyKey(target.wanted(before.values)) };
    const confirmed = await confirmChange(target.selector, before, delta, keyInForce, sendAgain, ports);
    // A change that will send nothing more leaves the gateway to others.
    const isFree =
      target.waitFor === "recovered" && !target.reversal?.rollback && !ports.operation.isCanary(before.tunnelId);
    return { name: "recover", request, confirmed, inTurn: !isFree };
  } catch (error) {
    return { name: "revert", request, confirmed: undefined, cause: asError(error), inTurn: true };
  }
}

/** Waits until the tunnel is up again, where the target asks for it or others wait for this tunnel. */
export async function recover({ request, confirmed, inTurn }: StepOf<"recover">, work: Work): Promise<Step> {
  try {
    const observation = await waitAsNeeded(request, confirmed, work);
    return { name: "end", outcome: { ...valueChange(request, confirmed), observation } };
  } catch (error) {
    return { name: "revert", request, confirmed, cause: asError(error), inTurn };
  }
}

async function waitAsNeeded({ before }: Request, confirmed: Observation, work: Work): Promise<Observation> {
  const { ports } = work;
  const { tunnelId, connection } = before;
  const waitFor = neededWait(before, work);
  if (waitFor === "settled") return confirmed;
  const { observation, isSeenUp } =
    waitFor === "established"
      ? await waitUntilUp(tunnelId, connection, ports)
      : await waitUntilRecovered(tunnelId, connection, ports);
  if (isSeenUp) ports.operation.cameBack(tunnelId);
  return observation;
}

/** What to wait for: others wait for a canary, and a rollback for its reason, whatever the tunnel declares. */
function neededWait(before: Observation, { target, ports: { operation } }: Work): WaitFor {
  const { waitFor, reversal } = target;
  if (waitFor === "established") return waitFor;
  const mustRecover = waitFor === "recovered" || reversal?.rollback === true || operation.isCanary(before.tunnelId);
  return mustRecover && wasUpBefore(before, operation) ? "recovered" : "settled";
}

/**
 * Ends a change that is in and not good, or that nobody heard of; puts the former values back where that is asked for.
 */
export async function revert({ request, confirmed, cause }: StepOf<"revert">, { target, ports }: Work): Promise<Step> {
  const { before, delta } = request;
  const change = valueChange(request, confirmed ?? asSent(request));
  // Until somebody sees more, the tunnel counts as it was: the next comparison has to find what may be left to do.
  const observation = confirmed ?? before;
  const sendsKey = PSK in delta.send;
  const end = (outcome: Outcome): Step => ({ name: "end", outcome });
  if (!target.reversal?.rollback) {
    // A tunnel that was up and is not seen to come back is lost, whatever kept the provider from seeing it.
    if (mayCarry(before)) ports.operation.lost(before.tunnelId);
    const isKeyUncertain = cause instanceof ApiError && cause.outcomeUnknown && sendsKey;
    return end({ ...change, observation, failure: failureOf(cause), isKeyUncertain });
  }
  const tunnelBefore = { ...before, values: { ...target.assumed, ...before.values } };
  const rollback = await rollBack(tunnelBefore, delta, ports);
  // What one device refused the next one would refuse as well: a change that was taken back counts as a loss too.
  if (mayCarry(before)) ports.operation.lost(before.tunnelId, rollback.isUp);
  const failure = new TunnelError(problemIn(cause), `${asSentence(failureOf(cause).message)} ${rollback.text}`);
  const { observation: restored } = rollback;
  return restored === undefined
    ? end({ ...change, observation: rollback.mayBeBack ? before : observation, failure, isKeyUncertain: sendsKey })
    : end({ ...change, after: restored.values, observation: restored, failure });
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
