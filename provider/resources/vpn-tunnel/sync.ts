import { ApiError } from "../../api/errors";
import { delta, type Delta } from "../../core/delta";
import type { Values } from "../../core/field";
import { requestObject } from "../../core/wire-values";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { confirmed } from "./confirm";
import { guardAdoption, guardBgp, guardDrift, guardKey } from "./guards";
import { observe, type ConnectionFacts, type Observation, type TunnelSelector } from "./observation";
import type { TunnelPorts } from "./ports";
import { settled } from "./settle";

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
  if (target.verifyOnly || deltaOf(target, first).differing.length === 0) return { observation: first, sent: [] };

  // Sync: alone on the gateway, from a fresh observation.
  return ports.turns.take(first.connection.vpnGatewayId ?? first.connection.id, () =>
    change(target, first.connection, ports),
  );
}

async function change(target: Target, connection: ConnectionFacts, ports: TunnelPorts): Promise<Synced> {
  const deadline = ports.clock.now() + ports.settle.timeoutMs;
  for (;;) {
    const before = await settled(target.selector, connection, ports, deadline);
    const todo = deltaOf(target, before);
    if (todo.differing.length === 0) return { observation: before, sent: [] };
    if (target.undrifted) guardDrift(target.undrifted, before);
    guardKey(todo);
    guardBgp(todo, before);
    const send = (each: Delta): Promise<void> => sendChange(each, before, ports);
    try {
      await send(todo);
    } catch (error) {
      // Someone else is changing this gateway: wait by observing, then compare anew.
      if (!(error instanceof ApiError) || !(error.category === "configuring" || error.category === "conflict"))
        throw error;
      if (ports.clock.now() >= deadline) throw error;
      await ports.clock.sleep(ports.settle.everyMs);
      continue;
    }
    const sent = todo.differing.map((field) => field.path);
    try {
      return { observation: await confirmed(target.selector, before, todo, send, ports), sent };
    } catch (error) {
      throw new AfterChangeError(asSent(before, todo), error instanceof Error ? error : new Error(String(error)));
    }
  }
}

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
