import type { Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import { TunnelError } from "../tunnel-error";
import { waitUntilConfigured } from "./configuring";
import { guardBgp, guardDrift, guardKey, guardReversal } from "./guards";
import type { Step, StepOf, Work } from "./step";
import { asError, deltaOf, untouched } from "./target";
import { noteIfUpAgain, waitUntilUp } from "./up";

/** The steps of a change before anything is sent. */

/** Waits until the gateway is settled, and compares. */
export async function observeTunnel({ until, unheard }: StepOf<"observe">, work: Work): Promise<Step> {
  const { target, connection, ports } = work;
  const end = until ?? ports.clock.now() + ports.settle.timeoutMs;
  const before = await waitUntilConfigured(target.selector, connection, ports, end);
  const delta = deltaOf(target, before);
  if (delta.differing.length > 0) return { name: "guard", request: { before, delta }, until: end, unheard };
  // The answer to the request was lost, and the request is in.
  if (unheard !== undefined) return { name: "confirm", request: unheard };
  return { name: "end", outcome: untouched(before) };
}

/**
 * Asks every guard, and who has to come before this tunnel.
 * @throws TunnelError "refused"
 */
export function guard({ request, until, unheard }: StepOf<"guard">, { target, ports }: Work): Step {
  const { before, delta } = request;
  if (target.driftBaseline) guardDrift(target.driftBaseline, target.wanted(before.values), before);
  guardKey(delta);
  guardBgp(delta, before, target.isSecret);
  if (target.reversal) guardReversal(delta, { ...target.assumed, ...before.values }, target.reversal);
  ports.operation.guardLosses();
  ports.operation.refusedGateways.guard(before, delta);
  const first = whoGoesFirst(before, ports);
  return first === undefined
    ? { name: "send", request, until, unheard }
    : { name: "wait for others", ...first, unheard };
}

/** Waits; what was observed before the wait may not hold any more, so the change starts again. */
export async function waitForOthers({ others, unheard }: StepOf<"wait for others">): Promise<Step> {
  await others();
  return { name: "observe", until: undefined, unheard };
}

/**
 * The tunnel that this one has to wait for: its sibling, or the canary. Makes this tunnel the canary where it is to be.
 */
function whoGoesFirst(
  before: Observation,
  ports: TunnelPorts,
): Pick<StepOf<"wait for others">, "others" | "inTurn"> | undefined {
  const sibling = awaitedSibling(before, ports);
  if (sibling !== undefined) {
    // A sibling that an earlier run left comes up soon or not at all, and it sends nothing: this tunnel keeps its turn,
    // so that it stays the one that goes first. A sibling that this run changed may need the turn to be put back.
    const inTurn = ports.operation.leftAt(sibling) !== undefined;
    return { others: () => waitForSibling(sibling, before, ports), inTurn };
  }
  const canary = ports.operation.canaryBefore(before);
  return canary && { others: () => canary, inTurn: true };
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
async function waitForSibling(sibling: string, tunnel: Observation, ports: TunnelPorts): Promise<void> {
  try {
    await waitUntilUp(sibling, tunnel.connection, ports, "glance");
  } catch (error) {
    // Where nothing shows yet whether the sibling is up again, it is not lost either: only this tunnel has to wait.
    if (tunnel.connection.effectImmediately !== false) ports.operation.lost(sibling);
    throw new TunnelError(
      "refused",
      `nothing was sent: the other tunnel of ${tunnel.connection.id}, ${sibling}, was changed before and is not up again: ${asError(error).message}`,
    );
  }
  ports.operation.cameBack(sibling);
}
