import type { ConnectionWire } from "../../../api/wire";
import { observe, type ConnectionFacts, type Observation, type TunnelSelector } from "../observation";
import type { TunnelPorts } from "../ports";
import { pendingPart } from "./pending";
import { TunnelError } from "../tunnel-error";

/** A waiting line more often than this is noise: where there is no terminal, each one is printed. */
const SAY_EVERY_MS = 10_000;

/** Says what a wait is for, with the seconds since it began; called at each look, it speaks now and then. */
export function waitingLine(ports: TunnelPorts): (what: string) => void {
  const started = ports.clock.now();
  let saidAt = Number.NEGATIVE_INFINITY;
  return (what) => {
    if (ports.clock.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = ports.clock.now();
    ports.progress.status(`${what} (${secondsSince(started, ports)} s)`);
  };
}

/**
 * Waits until the connection and every other one of its gateway is settled, and observes the tunnel.
 * @param changedAt When a change was accepted that is waited for: the looks keep the operation's pace.
 * @throws TunnelError "not settled" when the time is up.
 */
export async function settled(
  selector: TunnelSelector,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  deadline: number,
  changedAt?: number,
): Promise<Observation> {
  const started = ports.clock.now();
  const say = waitingLine(ports);
  let pendingMs: number | undefined;
  for (;;) {
    const neighbours = await ports.reads.neighbours(connection);
    const pending = firstPending(neighbours);
    const sinceChange = ports.clock.now() - (changedAt ?? started);
    if (pending === undefined) {
      if (changedAt !== undefined && pendingMs !== undefined) ports.operation.pace.learn(pendingMs, sinceChange);
      return observe(
        selector,
        neighbours.find((each) => each.VpnConnectionId === connection.id),
      );
    }
    pendingMs = sinceChange;
    const elapsed = secondsSince(started, ports);
    if (ports.clock.now() >= deadline)
      throw new TunnelError(
        "not settled",
        `${pending}, still after ${elapsed} s. Look at the connection in the console; when it is active, run the operation again: it goes on from there`,
      );
    say(`${selector.vpnConnectionId} ${selector.role ?? selector.tunnelId}: ${pending}`);
    const { everyMs } = ports.settle;
    const waitMs = changedAt === undefined ? everyMs : ports.operation.pace.waitMs(sinceChange, everyMs);
    await ports.clock.sleep(Math.min(waitMs, Math.max(everyMs, deadline - ports.clock.now())));
  }
}

/** Whole seconds since a moment of the ports' clock. */
export const secondsSince = (started: number, ports: TunnelPorts): number =>
  Math.round((ports.clock.now() - started) / 1000);

function firstPending(connections: readonly ConnectionWire[]): string | undefined {
  for (const connection of connections) {
    const pending = pendingPart(connection);
    if (pending !== undefined) return pending;
  }
  return undefined;
}
