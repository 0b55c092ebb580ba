import { sameValue } from "../../../core/diff";
import { carriesTraffic, mayCarry, nameOf, observe, type Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import { vpnTunnelTable } from "../table/fields";
import { guardAdoption } from "./guards";
import { holdBack, rankOf } from "./order";
import { warnIfNotSeenUp } from "./seen-up";
import { callHook, nothingToSend } from "./call-hook";
import { notSent } from "./device";
import { changeInSteps, takeSteps } from "./sequence";
import { UNTOUCHED, type Work } from "./step";
import { asError, deltaOf, untouched, type Outcome, type Target } from "./target";
import { noteIfUpAgain, waitUntilRecovered, waitUntilUp } from "./up";

/**
 * Makes the tunnel as wanted, from whatever state it is in: observe, send what differs, wait, observe again.
 * Sends nothing where nothing differs. Creating, updating, adopting and restoring are all this.
 * @throws TunnelError or ApiError where nothing was sent; afterwards the outcome holds the failure.
 */
export async function reach(target: Target, ports: TunnelPorts): Promise<Outcome> {
  // Observe: an answer that this operation already has is good enough to find that nothing is to be done.
  const first = observe(target.selector, await ports.reads.connection(target.selector.vpnConnectionId));
  if (wasLeftDown(target, first, ports)) ports.operation.leftDown(first.tunnelId, nameOf(first), ports.clock.now());
  if (target.verifyOnly) guardAdoption(target.wanted(first.values), first, target.isSecret);
  let last = first;
  try {
    const isDone = target.verifyOnly || deltaOf(target, first).differing.length === 0;
    const outcome = isDone ? await leave(target, first, ports) : await change(target, first, ports);
    last = outcome.observation;
    // Without a hook, nobody moves traffic back to a tunnel that an earlier run drained.
    return target.care.hook === undefined && target.wasDrained === true ? { ...outcome, isDrained: true } : outcome;
  } finally {
    warnIfNotSeenUp(last, ports);
  }
}

/** Alone on the gateway; a tunnel that carries no traffic goes before one that does, and a standby before a master. */
async function change(target: Target, first: Observation, ports: TunnelPorts): Promise<Outcome> {
  const { connection, tunnelId } = first;
  await holdBack(first, ports);
  ports.operation.arrives(tunnelId);
  const outcome = await changeInSteps({ target, connection, tunnelId, first, ports }, gatewayOf(first), rankOf(first));
  const wasAlreadyDone = outcome.sent.length === 0 && outcome.failure === undefined;
  if (!wasAlreadyDone) return outcome;
  const wasDrained = target.wasDrained === true || outcome.isDrained === true;
  return leave({ ...target, wasDrained }, outcome.observation, ports);
}

const gatewayOf = ({ connection }: Observation): string => connection.vpnGatewayId ?? connection.id;

/**
 * True where what is wanted came true without being stored: a change of a run that was killed, perhaps a moment ago, so
 * that a Status that is up may be one from before. Its sibling has to wait as if this run had made the change.
 */
function wasLeftDown({ stored, wanted }: Target, observation: Observation, { operation }: TunnelPorts): boolean {
  const { values, connection, tunnelId } = observation;
  if (stored === undefined) return false;
  if (!carriesTraffic({ values: stored, connection }) && !operation.isAwaited(tunnelId)) return false;
  return Object.entries(wanted(values)).some(
    ([path, value]) =>
      sameValue(vpnTunnelTable, path, value, values[path]) && !sameValue(vpnTunnelTable, path, value, stored[path]),
  );
}

/**
 * Sends nothing, because nothing differs. A tunnel that must be up and is not is waited for all the same; one that an
 * earlier run left, and that is up, is looked at for long enough to know. An earlier run that was killed may also have
 * left the device's part undone: the hook is called for it again.
 */
async function leave(target: Target, observation: Observation, ports: TunnelPorts): Promise<Outcome> {
  const { connection, tunnelId } = observation;
  ports.operation.arrives(tunnelId);
  noteIfUpAgain(observation, ports);
  const isLeft = ports.operation.isAwaited(tunnelId);
  // What is never changed has nothing that an earlier run could have left undone.
  if (target.care.hook === undefined || target.verifyOnly)
    return waitWhereNeeded(target, observation, isLeft, false, ports);
  const work: Work = { target, connection, tunnelId, first: observation, ports };
  const rank = rankOf(observation);
  return ports.turns.take(`connection ${connection.id}`, () => catchUp(work, isLeft, rank), rank);
}

/** Lets the hook do what an earlier run may have left undone. */
async function catchUp(work: Work, isLeft: boolean, rank: number): Promise<Outcome> {
  const { target, first, ports } = work;
  // Where nobody can see whether it is up, it may be, and a device that renegotiates would take it down.
  const isDown = !mayCarry(first);
  if (isDown) {
    try {
      await callHook("follow", nothingToSend(first), work);
    } catch (error) {
      throw notSent(first, "follow", error);
    }
  }
  const outcome = await waitWhereNeeded(target, first, isLeft, isDown, ports);
  return takeSteps({ name: "undrain", ending: { outcome }, device: UNTOUCHED }, work, gatewayOf(first), rank);
}

async function waitWhereNeeded(
  target: Target,
  observation: Observation,
  isLeft: boolean,
  hasFollowed: boolean,
  ports: TunnelPorts,
): Promise<Outcome> {
  const outcome = untouched(observation);
  const { connection, tunnelId } = observation;
  const carries = carriesTraffic(observation);
  const mustBeUp = target.waitFor === "established" || (target.waitFor === "recovered" && isLeft);
  if (carries ? !isLeft : !mustBeUp) return outcome;
  const { probe, holdMs } = target.care;
  const hold = isLeft && holdMs !== undefined ? { holdMs: holdMs(connection) } : {};
  const wait = { probe, hasRenegotiated: hasFollowed, ...hold };
  // A Status that is up is looked at no longer than a renegotiation takes: nothing shows when it was negotiated.
  const isGlance = carries || target.waitFor !== "established";
  try {
    const lastLook = isGlance
      ? await waitUntilRecovered(tunnelId, connection, ports, wait)
      : await waitUntilUp(tunnelId, connection, ports, wait);
    if (lastLook.isSeenUp) ports.operation.cameBack(tunnelId);
    return { ...outcome, observation: lastLook.observation };
  } catch (error) {
    return mustBeUp ? { ...outcome, failure: asError(error) } : outcome;
  }
}
