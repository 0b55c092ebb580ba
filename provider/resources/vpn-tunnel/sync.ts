import { ApiError } from "../../api/errors";
import type { ConnectionWire } from "../../api/wire";
import { delta, type Delta } from "../../core/delta";
import type { Values } from "../../core/field";
import { requestObject } from "../../core/wire-values";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { observe, type ConnectionFacts, type Observation, type TunnelSelector } from "./observation";
import type { TunnelPorts } from "./ports";
import { pendingPart } from "./settled";
import { TunnelError } from "./tunnel-error";

/** What a tunnel is to become. */
export interface Target {
  readonly selector: TunnelSelector;
  /** Declared settings. */
  readonly declared: Values;
  /** Last known values of keys that the API may withhold: compared with, never sent. */
  readonly assumed: Values;
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
  if (deltaOf(target, first).differing.length === 0) return { observation: first, sent: [] };

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
    refuseUnsafe(todo, before);
    try {
      await ports.writes.modifyTunnel({
        vpnConnectionId: connection.id,
        tunnelId: before.tunnelId,
        specification: requestObject(vpnTunnelTable, todo.send),
      });
    } catch (error) {
      // Someone else is changing this gateway: wait by observing, then compare anew.
      if (!(error instanceof ApiError) || !(error.category === "configuring" || error.category === "conflict"))
        throw error;
      if (ports.clock.now() >= deadline) throw error;
      await ports.clock.sleep(ports.settle.everyMs);
      continue;
    } finally {
      ports.reads.forget(connection.id);
    }
    const sent = todo.differing.map((field) => field.path);
    try {
      return { observation: await confirmed(target, connection, ports), sent };
    } catch (error) {
      throw new AfterChangeError(expected(before, todo), error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** After a change was accepted: waits until it is configured and the API shows it. */
async function confirmed(target: Target, connection: ConnectionFacts, ports: TunnelPorts): Promise<Observation> {
  const started = ports.clock.now();
  const deadline = started + ports.settle.timeoutMs;
  // A key that the API withholds is now the one that was sent.
  const after = { ...target, assumed: { ...target.assumed, ...target.declared } };
  for (;;) {
    const observation = await settled(target.selector, connection, ports, deadline);
    const open = deltaOf(after, observation).differing.map((field) => field.path);
    if (open.length === 0) return observation;
    if (ports.clock.now() >= deadline)
      throw new TunnelError(
        "not settled",
        `the change was accepted, but after ${secondsSince(started, ports)} s the API still shows other values of ${open.join(", ")}. Run \`pulumi refresh\` and \`pulumi up\` again; if it stays so, someone else is changing this tunnel`,
      );
    await ports.clock.sleep(ports.settle.everyMs);
  }
}

const secondsSince = (started: number, ports: TunnelPorts): number => Math.round((ports.clock.now() - started) / 1000);

/** A waiting line more often than this is noise: where there is no terminal, each one is printed. */
const SAY_EVERY_MS = 10_000;

/** Waits until the connection and every other one of its gateway is settled, and observes the tunnel. */
async function settled(
  selector: TunnelSelector,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  deadline: number,
): Promise<Observation> {
  const started = ports.clock.now();
  let saidAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const neighbours = await ports.reads.neighbours(connection);
    const pending = firstPending(neighbours);
    if (pending === undefined)
      return observe(
        selector,
        neighbours.find((each) => each.VpnConnectionId === connection.id),
      );
    const elapsed = secondsSince(started, ports);
    if (ports.clock.now() >= deadline)
      throw new TunnelError(
        "not settled",
        `${pending}, still after ${elapsed} s. Look at the connection in the console; when it is active, run the operation again: it goes on from there`,
      );
    if (ports.clock.now() - saidAt >= SAY_EVERY_MS) {
      saidAt = ports.clock.now();
      ports.progress.status(
        `${selector.vpnConnectionId} ${selector.role ?? selector.tunnelId}: ${pending} (${elapsed} s)`,
      );
    }
    await ports.clock.sleep(ports.settle.everyMs);
  }
}

function firstPending(connections: readonly ConnectionWire[]): string | undefined {
  for (const connection of connections) {
    const pending = pendingPart(connection);
    if (pending !== undefined) return pending;
  }
  return undefined;
}

function deltaOf(target: Target, observation: Observation): Delta {
  return delta(vpnTunnelTable, target.declared, observation.values, target.assumed);
}

/** Stops a change that could take the tunnel down by what it cannot carry. */
function refuseUnsafe(todo: Delta, observation: Observation): void {
  const withheld = todo.undisclosed[0];
  if (withheld !== undefined) {
    const changing = todo.differing.map((field) => field.path).join(", ");
    throw new TunnelError(
      "refused",
      `${changing} cannot be changed without ${withheld.path}: the API does not disclose the live key, and a change that leaves it out may replace it by a random one. Nothing was sent. Declare ${withheld.path}`,
    );
  }
  if (
    observation.connection.bgpEnabled === false &&
    todo.differing.some((field) => field.path.startsWith("tunnelBgpConfig."))
  )
    throw new TunnelError(
      "refused",
      `tunnelBgpConfig cannot be set: BGP is not enabled on ${observation.connection.id}. Nothing was sent. Enable BGP for both tunnels of the connection first (ModifyVpnConnectionAttribute, EnableTunnelsBgp), then run this again`,
    );
}

/** What the tunnel should be like once an accepted change is in, for a state that must be kept before that is seen. */
function expected(before: Observation, todo: Delta): Observation {
  return { ...before, values: { ...before.values, ...todo.send } };
}
