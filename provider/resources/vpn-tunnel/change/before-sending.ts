import { isAlone, type Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import { TunnelError } from "../tunnel-error";
import { guardAlone, guardDrained } from "./alone";
import { waitUntilConfigured } from "./configuring";
import { guardRequest } from "./guard-request";
import { foreseen, guardSharedGateways, riskOf } from "./shared-gateways";
import type { Step, StepOf, Work } from "./step";
import { asError, deltaOf, untouched, type ChangeCare } from "./target";
import { noteIfUpAgain, waitUntilUp, type Wait } from "./up";

/** The steps of a change before anything is sent. */

/** Waits until the gateway is settled, and compares. */
export async function observeTunnel({ until, unheard, device }: StepOf<"observe">, work: Work): Promise<Step> {
  const { target, connection, ports } = work;
  const end = until ?? ports.clock.now() + ports.settle.timeoutMs;
  let before: Observation;
  try {
    before = await waitUntilConfigured(target.selector, connection, ports, end);
  } catch (error) {
    // The request may be in: this is no refusal, and the device must not get its former values back.
    if (unheard === undefined) throw error;
    return {
      name: "revert",
      request: unheard,
      confirmed: undefined,
      cause: asError(error),
      stoppedAt: "observe",
      device,
    };
  }
  const delta = deltaOf(target, before);
  if (delta.differing.length > 0) return { name: "guard", request: { before, delta }, until: end, unheard, device };
  // The answer to the request was lost, and the request is in.
  if (unheard !== undefined) return { name: "confirm", request: unheard, device };
  return { name: "undrain", ending: { outcome: untouched(before) }, device };
}

/**
 * Asks every guard, and who has to come before this tunnel.
 * @throws TunnelError "refused"
 */
export function guard({ request, until, unheard, device }: StepOf<"guard">, { target, ports }: Work): Step {
  const { before, delta } = request;
  guardRequest(request, target);
  ports.operation.guardLosses();
  const others = whoGoesFirst(before, target.care, ports);
  if (others !== undefined) return { name: "wait for others", others, unheard, device, request };
  guardAlone(before, target.care);
  guardDrained(before, target.care, ports.operation);
  const risk = foreseen(riskOf(request));
  guardSharedGateways(risk, target.care.sharedGateways);
  ports.operation.triedGateways.guard(before, delta);
  // Nobody knows whether the service takes such a change. One tunnel finds out, before a hook touches a device.
  const isTrial = risk !== undefined && !ports.operation.triedGateways.isAccepted(before, delta);
  if (target.care.hook === undefined || device.isReady || isTrial)
    return { name: "send", request, until, unheard, device };
  return { name: "drain", request, device };
}

/** Waits; what was observed before the wait may not hold any more, so the change starts again. */
export async function waitForOthers({ others, unheard, device, ...step }: StepOf<"wait for others">): Promise<Step> {
  await others();
  return { ...step, name: "observe", until: undefined, unheard, device };
}

/**
 * The tunnel that this one has to wait for: its sibling, or the canary. Makes this tunnel the canary where it is to be.
 */
function whoGoesFirst(
  before: Observation,
  { probe, holdMs }: ChangeCare,
  ports: TunnelPorts,
): (() => Promise<void>) | undefined {
  const wait: Wait = { patience: "glance", probe, ...(holdMs && { holdMs: holdMs(before.connection) }) };
  const awaited = awaitedSibling(before, ports);
  if (awaited !== undefined) return () => waitForSibling(awaited, before, wait, ports);
  const rising = isAlone(before) ? ports.operation.risingSibling(before) : undefined;
  if (rising !== undefined) return () => watchSibling(rising, before, wait, ports);
  const canary = ports.operation.canary.before(before);
  return canary && (() => canary);
}

/** The sibling that a change took down and nobody has seen up since. */
function awaitedSibling(before: Observation, ports: TunnelPorts): string | undefined {
  const sibling = ports.operation.awaitedSibling(before);
  if (sibling !== undefined) noteIfUpAgain({ ...sibling, connection: before.connection }, ports);
  return ports.operation.awaitedSibling(before)?.tunnelId;
}

/**
 * Never both tunnels: waits for a sibling that a change took down.
 * @throws TunnelError "refused" where the sibling does not come back.
 */
async function waitForSibling(sibling: string, tunnel: Observation, wait: Wait, ports: TunnelPorts): Promise<void> {
  const { connection } = tunnel;
  const refused = (why: string): TunnelError =>
    new TunnelError(
      "refused",
      `nothing was sent: the other tunnel of ${connection.id}, ${sibling}, was changed before and is not up again${why}`,
    );
  // This operation has waited for it already.
  if (ports.operation.isLost(sibling)) throw refused("; see there");
  try {
    await waitUntilUp(sibling, connection, ports, wait);
  } catch (error) {
    // Where nothing shows yet whether the sibling is up again, it is not lost either: only this tunnel has to wait.
    if (connection.effectImmediately !== false) ports.operation.lost(sibling);
    throw refused(`: ${asError(error).message}`);
  }
  ports.operation.cameBack(sibling);
}

/**
 * Watches a sibling that was down and was changed: the change may be what brings it up. If it stays down, this tunnel
 * is the only one that carries traffic, and its guard decides.
 */
async function watchSibling(sibling: string, tunnel: Observation, wait: Wait, ports: TunnelPorts): Promise<void> {
  try {
    await waitUntilUp(sibling, tunnel.connection, ports, wait);
    ports.operation.cameBack(sibling);
  } catch {
    ports.operation.staysDown(sibling);
  }
}
