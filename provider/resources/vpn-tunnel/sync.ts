import { ApiError } from "../../api/errors";
import { delta, type Delta } from "../../core/delta";
import type { Values } from "../../core/field";
import { requestObject } from "../../core/wire-values";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { confirmed } from "./confirm";
import { established } from "./established";
import { guardAdoption, guardBgp, guardDrift, guardKey } from "./guards";
import { observe, type ConnectionFacts, type Observation, type TunnelSelector } from "./observation";
import { isUp } from "./operation";
import type { TunnelPorts } from "./ports";
import { settled } from "./settle";
import { TunnelError } from "./tunnel-error";

/** What a tunnel is to become. */
export interface Target {
  readonly selector: TunnelSelector;
  /** Declared settings. */
  readonly declared: Values;
  /** Last known values of keys that the API may withhold: compared with, never sent. */
  readonly assumed: Values;
  /** Declared settings as they were stored, where a tunnel that has drifted from them is not to be changed. */
  readonly undrifted?: Values | undefined;
  /** True where the tunnel must be as declared already: it is compared and never changed. */
  readonly verifyOnly?: boolean | undefined;
  /** True where the tunnel must be up in the end, by a negotiation after the change. */
  readonly mustEstablish?: boolean | undefined;
}

/** What came of it. */
export interface Synced {
  readonly observation: Observation;
  /** Paths that were sent because they differed; empty where nothing was sent. */
  readonly sent: readonly string[];
}

/** Thrown once a change was sent: what is known by then must not be lost. */
export class AfterChangeError extends Error {
  constructor(
    readonly lastSeen: Observation,
    override readonly cause: Error,
  ) {
    super(cause.message);
    this.name = "AfterChangeError";
  }
}

/**
 * Makes the tunnel as declared, from whatever state it is in: observe, send what differs, wait, observe again.
 * Sends nothing where nothing differs. Creating, updating and adopting are all this.
 */
export async function sync(target: Target, ports: TunnelPorts): Promise<Synced> {
  // Observe: an answer that this operation already has is good enough to find that nothing is to be done.
  const first = observe(target.selector, await ports.reads.connection(target.selector.vpnConnectionId));
  if (target.verifyOnly) guardAdoption(target.declared, first);
  if (target.verifyOnly || deltaOf(target, first).differing.length === 0) return unchanged(target, first, ports);

  // Sync: alone on the gateway, from a fresh observation; a tunnel that carries no traffic goes before one that does.
  const rank = isUp(first.values) ? (first.role === "slave" ? 1 : 0) : 2;
  const key = first.connection.vpnGatewayId ?? first.connection.id;
  return ports.turns.take(key, () => change(target, first.connection, ports), rank);
}

/** Nothing differs; a tunnel that must be up and is not is waited for all the same. */
async function unchanged(target: Target, observation: Observation, ports: TunnelPorts): Promise<Synced> {
  if (!target.mustEstablish || isUp(observation.values)) return { observation, sent: [] };
  try {
    return { observation: await established(observation.tunnelId, observation.connection, ports), sent: [] };
  } catch (error) {
    throw new AfterChangeError(observation, asError(error));
  }
}

async function change(target: Target, connection: ConnectionFacts, ports: TunnelPorts): Promise<Synced> {
  const deadline = ports.clock.now() + ports.settle.timeoutMs;
  for (;;) {
    const before = await settled(target.selector, connection, ports, deadline);
    const todo = deltaOf(target, before);
    if (todo.differing.length === 0) return unchanged(target, before, ports);
    if (target.undrifted) guardDrift(target.undrifted, before);
    guardKey(todo);
    guardBgp(todo, before);
    // What was observed before a wait is no longer sure: compare anew.
    if (await waitedForOthers(before, ports)) return change(target, connection, ports);
    const send = (each: Delta): Promise<void> => sendChange(each, before, ports);
    try {
      await send(todo);
    } catch (error) {
      ports.operation.endCanary(before.tunnelId);
      // Someone else is changing this gateway: wait by observing, then compare anew.
      if (!(error instanceof ApiError) || !(error.category === "configuring" || error.category === "conflict"))
        throw error;
      if (ports.clock.now() >= deadline) throw error;
      await ports.clock.sleep(ports.settle.everyMs);
      continue;
    }
    ports.operation.changed(before);
    const sent = todo.differing.map((field) => field.path);
    try {
      const confirmation = await confirmed(target.selector, before, todo, send, ports);
      return { observation: await backAgain(target, before, confirmation, ports), sent };
    } catch (error) {
      // A tunnel that was up and is not seen to come back is lost, whatever kept us from seeing it.
      if (isUp(before.values)) ports.operation.isLost(before.tunnelId);
      throw new AfterChangeError(asSent(before, todo), asError(error));
    }
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

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Sends one request. Whatever becomes of it, what was known of the connection is no longer sure. */
async function sendChange(todo: Delta, before: Observation, ports: TunnelPorts): Promise<void> {
  try {
    await ports.writes.modifyTunnel({
      vpnConnectionId: before.connection.id,
      tunnelId: before.tunnelId,
      specification: requestObject(vpnTunnelTable, todo.send),
    });
  } finally {
    ports.reads.forget(before.connection.id);
  }
}

function deltaOf(target: Target, observation: Observation): Delta {
  return delta(vpnTunnelTable, target.declared, observation.values, target.assumed);
}

/** What the tunnel should be like once an accepted change is in, for a state that must be kept before that is seen. */
function asSent(before: Observation, todo: Delta): Observation {
  return { ...before, values: { ...before.values, ...todo.send } };
}
