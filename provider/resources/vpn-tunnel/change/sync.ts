import { sameValue } from "../../../core/diff";
import { vpnTunnelTable } from "../table/fields";
import { change, type Sent } from "./change";
import { established, noteIfUpAgain, recovered } from "./established";
import { guardAdoption } from "./guards";
import { observe, type Observation } from "../observation";
import { isUp, mayCarry, nameOf } from "../operation/operation";
import type { TunnelPorts } from "../ports";
import { warnIfNotSeenUp } from "./seen-up";
import { AfterChangeError, asError, deltaOf, untouched, type Synced, type Target } from "./target";

/**
 * Makes the tunnel as wanted, from whatever state it is in: observe, send what differs, wait, observe again.
 * Sends nothing where nothing differs. Creating, updating, adopting and restoring are all this.
 */
export async function sync(target: Target, ports: TunnelPorts): Promise<Synced> {
  // Observe: an answer that this operation already has is good enough to find that nothing is to be done.
  const first = observe(target.selector, await ports.reads.connection(target.selector.vpnConnectionId));
  if (wasLeftDown(target, first)) ports.operation.leftDown(first.tunnelId, nameOf(first), ports.clock.now());
  if (target.verifyOnly) guardAdoption(target.wanted(first.values), first, target.isSecret);
  let last = first;
  try {
    const isDone = target.verifyOnly || deltaOf(target, first).differing.length === 0;
    const synced = isDone ? await unchanged(target, first, ports) : await changed(target, first, ports);
    last = synced.observation;
    return synced;
  } catch (error) {
    if (error instanceof AfterChangeError) last = error.lastSeen;
    throw error;
  } finally {
    warnIfNotSeenUp(last, ports);
  }
}

/** Alone on the gateway, from a fresh observation; a tunnel that carries no traffic goes before one that does. */
async function changed(target: Target, first: Observation, ports: TunnelPorts): Promise<Synced> {
  const rank = isUp(first.values) ? (first.role === "slave" ? 1 : 0) : 2;
  const key = first.connection.vpnGatewayId ?? first.connection.id;
  const synced = await inTurns(key, rank, target, first, ports);
  return synced.sent.length > 0 ? synced : unchanged(target, synced.observation, ports);
}

/**
 * Takes the gateway's turn, and gives it back while the other tunnel of the connection has to come up first, and while
 * this one does.
 */
async function inTurns(
  key: string,
  rank: number,
  target: Target,
  { connection, tunnelId }: Observation,
  ports: TunnelPorts,
): Promise<Synced> {
  let unheard: Sent | undefined;
  try {
    for (;;) {
      const outcome = await ports.turns.take(key, () => change(target, connection, ports, unheard), rank);
      if (outcome.kind === "done") return await outcome.synced();
      await outcome.until();
      unheard = outcome.unheard;
    }
  } finally {
    // Whatever happened, nobody waits for this one any more.
    ports.operation.endCanary(tunnelId);
  }
}

/**
 * True where what is wanted came true without being stored, and the tunnel went down meanwhile: a change of a run that
 * was killed. Its sibling has to wait as if the change were of this one.
 */
function wasLeftDown({ lastKnown, wanted }: Target, { values }: Observation): boolean {
  if (lastKnown === undefined || !isUp(lastKnown) || mayCarry(values)) return false;
  return Object.entries(wanted(values)).some(
    ([path, value]) =>
      sameValue(vpnTunnelTable, path, value, values[path]) && !sameValue(vpnTunnelTable, path, value, lastKnown[path]),
  );
}

/**
 * Nothing differs. A tunnel that must be up and is not is waited for all the same; one that an earlier run left, and that
 * is up, is looked at for long enough to know.
 */
async function unchanged(target: Target, observation: Observation, ports: TunnelPorts): Promise<Synced> {
  const made = untouched(observation);
  const { connection, tunnelId, values } = observation;
  noteIfUpAgain(observation, ports);
  const isLeft = ports.operation.isAwaited(tunnelId);
  const mustBeUp = target.waitFor === "established" || (target.waitFor === "recovered" && isLeft);
  if (isUp(values) ? !isLeft : !mustBeUp) return made;
  try {
    // A Status that is up is looked at no longer than a renegotiation takes: nothing shows when it was negotiated.
    const isGlance = isUp(values) || target.waitFor !== "established";
    const watched = isGlance
      ? await recovered(tunnelId, connection, ports)
      : { observation: await established(tunnelId, connection, ports), isSeenUp: true };
    if (watched.isSeenUp) ports.operation.cameBack(tunnelId);
    return { ...made, observation: watched.observation };
  } catch (error) {
    if (!mustBeUp) return made;
    throw new AfterChangeError(made, observation, asError(error));
  }
}
