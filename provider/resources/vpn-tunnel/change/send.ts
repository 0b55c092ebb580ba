import { ApiError } from "../../../api/errors";
import type { Delta } from "../../../core/delta";
import { requestObject } from "../../../core/wire-values";
import type { Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import { vpnTunnelTable } from "../table/fields";
import { sayOrder } from "./order";
import { isSharedGatewayRefusal, riskOf, sharedGatewayRefusal } from "./shared-gateways";
import type { Step, StepOf, Work } from "./step";

/** Sends one request. Whatever becomes of it, the reads forget what they know of the connection. */
export async function sendChange(delta: Delta, tunnel: Observation, ports: TunnelPorts): Promise<void> {
  try {
    await ports.writes.modifyTunnel({
      vpnConnectionId: tunnel.connection.id,
      tunnelId: tunnel.tunnelId,
      specification: requestObject(vpnTunnelTable, delta.send),
    });
  } finally {
    ports.reads.forget(tunnel.connection.id);
  }
}

/** How the API answered: where the gateway was busy, an earlier try of the request may be in all the same. */
export type Answer = "accepted" | "busy" | "busy, but may be in";

/**
 * Sends one request. Where somebody else is changing the gateway, the caller has to pause, and to compare anew.
 * @throws ApiError of every other refusal, and of a busy gateway once the time is up.
 */
export async function trySend(delta: Delta, tunnel: Observation, ports: TunnelPorts, until: number): Promise<Answer> {
  try {
    await sendChange(delta, tunnel, ports);
    return "accepted";
  } catch (error) {
    const isBusy = error instanceof ApiError && (error.category === "configuring" || error.category === "conflict");
    if (!isBusy || ports.clock.now() >= until) throw error;
    return error.outcomeUnknown ? "busy, but may be in" : "busy";
  }
}

/** Sends the change. */
export async function send({ request, until, unheard, device }: StepOf<"send">, { ports }: Work): Promise<Step> {
  const { before, delta } = request;
  try {
    const answer = await trySend(delta, before, ports, until);
    if (answer !== "busy") {
      ports.operation.changed(before);
      ports.operation.triedGateways.accept(before, delta);
      sayOrder(before, ports);
    }
    if (answer === "accepted") return { name: "confirm", request, device };
    await ports.clock.sleep(ports.settle.everyMs);
    const mayBeIn = answer === "busy" ? unheard : (unheard ?? request);
    return { name: "observe", until, unheard: mayBeIn, request, device };
  } catch (error) {
    if (isSharedGatewayRefusal(error)) {
      ports.operation.triedGateways.refuse(before, delta);
      throw sharedGatewayRefusal(error, riskOf(request));
    }
    if (!(error instanceof ApiError) || !error.outcomeUnknown) throw error;
    // Nobody heard that the change is in: the state, the sibling and the rest of the operation take it for applied.
    ports.operation.changed(before);
    return { name: "revert", request, confirmed: undefined, cause: error, stoppedAt: "send", device };
  }
}
