import type { HookPhase } from "../hook";
import { carriesTraffic, nameOf, observeAmong, type Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import { onlyKey, PSK } from "../psk-source";
import { reworded, TunnelError } from "../tunnel-error";
import { callHook, nothingToSend } from "./call-hook";
import { probeProblem } from "./proof";
import type { Ending, Request, Step, StepOf, Work } from "./step";
import { asError, asSentence, untouched } from "./target";
import { waitAfterRollback } from "./rollback";

/** The steps of a change in which the hook works on the device. */

/** Moves traffic away from the tunnel, where it carries some and its sibling can take it. */
export async function drain({ request, device }: StepOf<"drain">, work: Work): Promise<Step> {
  const { before } = request;
  if (!carriesTraffic(before) || !isRelieved(before, work.ports)) return { name: "prepare", request, device };
  await undrainOthers(before, work);
  const drained = { ...device, isDrained: true };
  work.ports.operation.drains(before.tunnelId);
  try {
    await callHook("drain", request, work);
  } catch (error) {
    return { name: "undrain", ending: { refusal: notSent(before, "drain", error) }, device: drained };
  }
  // All traffic uses the other tunnel now, so a probe proves that one.
  const problem = await probeProblem(work.target.care.probe, before, work.ports);
  if (problem === undefined) return { name: "prepare", request, device: drained };
  const refusal = new TunnelError(
    "refused",
    `nothing was sent: with the traffic moved away from ${nameOf(before)}, the other tunnel passes none: ${problem}`,
  );
  return { name: "undrain", ending: { refusal }, device: drained };
}

/**
 * Never both tunnels drained: a run that was killed may have left the other one so, and no state says it.
 * @throws TunnelError "refused"
 */
async function undrainOthers({ connection, tunnelId, role, values, siblings }: Observation, work: Work): Promise<void> {
  const { operation } = work.ports;
  for (const sibling of siblings.filter((each) => carriesTraffic({ values: each.values, connection }))) {
    if (operation.isUndrained(sibling.tunnelId)) continue;
    const other = { connection, ...sibling, siblings: [{ tunnelId, role, values }] };
    try {
      await callHook("undrain", nothingToSend(other), work);
    } catch (error) {
      throw notSent(other, "undrain", error);
    }
    operation.undrained(sibling.tunnelId);
  }
}

/** True where another tunnel of the connection carries traffic. */
const isRelieved = ({ siblings, connection }: Observation, { operation }: TunnelPorts): boolean =>
  siblings.some(({ tunnelId, values }) => carriesTraffic({ values, connection }) && !operation.isDrained(tunnelId));

/** Gives the device the new values, before they are sent. */
export async function prepare({ request, device }: StepOf<"prepare">, work: Work): Promise<Step> {
  const prepared = { ...device, hasNewValues: true, isReady: true };
  try {
    await callHook("prepare", request, work);
  } catch (error) {
    const refusal = notSent(request.before, "prepare", error);
    return { name: "return", request, restored: undefined, ending: { refusal }, device: prepared };
  }
  return { name: "observe", until: undefined, unheard: undefined, request, device: prepared };
}

/** Makes the device apply the new values and renegotiate. */
export async function follow({ request, confirmed, device }: StepOf<"follow">, work: Work): Promise<Step> {
  const followed = { ...device, hasNewValues: true, hasFollowed: true };
  let phase: HookPhase = "prepare";
  try {
    // The tunnel that tried whether the service takes such a change was sent before any hook.
    if (!device.hasNewValues) await callHook(phase, request, work);
    phase = "follow";
    await callHook(phase, request, work);
  } catch (error) {
    const reason = `the hook failed at ${phase}: ${asError(error).message}`;
    return {
      name: "revert",
      request,
      confirmed,
      cause: new TunnelError("not established", reason),
      stoppedAt: phase,
      device: followed,
    };
  }
  return { name: "back", request, confirmed, device: followed };
}

/**
 * The tunnel has its former values, or none were sent: the device gets its former values back too. Where the tunnel
 * carried traffic before, it is waited for.
 */
export async function returnDevice(step: StepOf<"return">, work: Work): Promise<Step> {
  const { request, restored, device } = step;
  let { ending } = step;
  let hookProblem: string | undefined;
  if (device.hasNewValues) {
    try {
      await callHook("revert", request, work);
    } catch (error) {
      hookProblem = `The hook failed at revert: ${asSentence(asError(error).message)} ${sidesText(request)}`;
    }
  }
  if (restored !== undefined && "outcome" in ending) {
    const hasRenegotiated = device.hasNewValues && hookProblem === undefined;
    ending = await waitAfterRollback(restored, request, ending, work, { hasRenegotiated });
  }
  if (hookProblem === undefined) return { name: "undrain", ending, device };
  const isDeviceUnknown = restored === undefined;
  return { name: "undrain", ending: withMore(ending, hookProblem), device, isDeviceUnknown };
}

/** Says which side has which values. */
function sidesText({ before, delta }: Request): string {
  const isKey = PSK in delta.send && delta.differing.some(({ path }) => path === PSK);
  const what = isKey ? "key and settings" : "settings";
  return `The Alibaba side of ${nameOf(before)} has the ${what} from before, and the device has, or may have, the new ones.`;
}

function withMore(ending: Ending, text: string): Ending {
  const more = (error: Error): Error => reworded(error, `${asSentence(error.message)} ${text}`);
  if ("refusal" in ending) return { refusal: more(ending.refusal) };
  const { failure } = ending.outcome;
  return failure === undefined ? ending : { outcome: { ...ending.outcome, failure: more(failure) } };
}

/**
 * Lets traffic use the tunnel again. It follows every drain, and every change: a run that was killed may have left the
 * tunnel drained. Traffic is never moved onto a tunnel that carries none, or that may go down any moment while the
 * other one is up: that one stays drained, and the state says so.
 */
export async function undrain(step: StepOf<"undrain">, work: Work): Promise<Step> {
  const { ending, device } = step;
  const { target, ports } = work;
  const end = (each: Ending): Step => ({ name: "end", ending: each, device });
  if (target.care.hook === undefined) return end(ending);
  const mayBeDrained = device.isDrained || target.wasDrained === true;
  const left = (reason: string, seen: Observation): Step =>
    end(withFailure(mayBeDrained ? drainedEnding(ending, seen) : ending, reason));
  let seen: Observation;
  try {
    seen = await look(work);
  } catch (error) {
    const reason = `whether ${nameOf(work.first)} carries traffic cannot be seen, so that none was moved to it`;
    return left(`${reason}: ${asError(error).message}`, work.first);
  }
  if (!carriesTraffic(seen)) return end(mayBeDrained ? drainedEnding(ending, seen) : ending);
  if (mayBeDrained && (await mustStayDrained(step, seen, work))) return end(drainedEnding(ending, seen));
  const keyInForce = "outcome" in ending ? onlyKey(ending.outcome.after) : {};
  try {
    await callHook("undrain", nothingToSend({ ...seen, values: { ...keyInForce, ...seen.values } }), work);
    ports.operation.undrained(seen.tunnelId);
    return end(ending);
  } catch (error) {
    ports.operation.drains(seen.tunnelId);
    const reason = `the hook failed at undrain, so that traffic may stay away from ${nameOf(seen)}`;
    return end(withFailure(drainedEnding(ending, seen), `${reason}: ${asError(error).message}`));
  }
}

/** The tunnel as it is now. */
async function look({ connection, tunnelId, ports }: Work): Promise<Observation> {
  return observeAmong({ vpnConnectionId: connection.id, tunnelId }, await ports.reads.neighbours(connection));
}

/**
 * True where this change failed, the tunnel has not been seen up since its last one, so that its Status may be one
 * from before, and the other tunnel carries the traffic. A probe tells whether it does, because all traffic uses that
 * one.
 */
async function mustStayDrained(step: StepOf<"undrain">, seen: Observation, work: Work): Promise<boolean> {
  const { ending, isDeviceUnknown = false } = step;
  const { target, ports } = work;
  const isFailed = "refusal" in ending || ending.outcome.failure !== undefined;
  const isUnproven = isDeviceUnknown || (isFailed && ports.operation.isAwaited(seen.tunnelId));
  if (!isUnproven || !isRelieved(seen, ports)) return false;
  const { probe } = target.care;
  return probe === undefined || (await ports.probes.run(probe)) === undefined;
}

/** The ending of a change whose tunnel stays drained: it has to be stored, also where nothing was sent. */
function drainedEnding(ending: Ending, seen: Observation): Ending {
  if ("outcome" in ending) return { outcome: { ...ending.outcome, isDrained: true } };
  return { outcome: { ...untouched(seen), failure: ending.refusal, isDrained: true } };
}

/** The ending with a failure, where it has none yet. */
function withFailure(ending: Ending, reason: string): Ending {
  if (!("outcome" in ending) || ending.outcome.failure !== undefined) return ending;
  return { outcome: { ...ending.outcome, failure: new TunnelError("not established", reason) } };
}

/** Nothing was sent, because the hook failed. */
export function notSent(tunnel: Observation, phase: HookPhase, error: unknown): TunnelError {
  return new TunnelError(
    "refused",
    `nothing was sent: the hook failed at ${phase} of ${nameOf(tunnel)}: ${asError(error).message}`,
  );
}
