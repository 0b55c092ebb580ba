import { Ended } from "../resources/ended";
import type { Turns } from "../resources/ports";
import type { TunnelPorts, TunnelSession } from "../resources/vpn-tunnel/ports";

/**
 * The session for one verb that may be ended from outside. Each wait ends at once, and nothing new begins: no request,
 * no call of a hook. A request that is under way is waited for, because its change counts, and so is a running hook.
 * @param end Aborted with an `Ended` as its reason.
 */
export function boundedSession(session: TunnelSession, end: AbortSignal): TunnelSession {
  const { clock, keys, probes } = session;
  const bounds = {
    clock: { now: () => clock.now(), sleep: (ms: number) => unlessEnded(end, () => clock.sleep(ms)) },
    turns: boundedTurns(session.turns, end),
    keys: {
      read: (source: Parameters<typeof keys.read>[0]) => unlessEnded(end, () => keys.read(source)),
      salt: () => keys.salt(),
    },
    probes: { run: (probe: Parameters<typeof probes.run>[0]) => unlessEnded(end, () => probes.run(probe)) },
  };
  return { ...session, ...bounds, portsFor: (properties) => boundedPorts(session.portsFor(properties), bounds, end) };
}

function boundedPorts(
  ports: TunnelPorts,
  bounds: Pick<TunnelPorts, "clock" | "turns" | "keys" | "probes">,
  end: AbortSignal,
): TunnelPorts {
  const { reads, writes, hooks } = ports;
  return {
    ...ports,
    ...bounds,
    reads: {
      connection: (id) => unlessEnded(end, () => reads.connection(id)),
      neighbours: (connection) => unlessEnded(end, () => reads.neighbours(connection)),
      seenOf: (gateway) => reads.seenOf(gateway),
      forget: (id) => reads.forget(id),
    },
    writes: { modifyTunnel: (request) => ifNotEnded(end, () => writes.modifyTunnel(request)) },
    hooks: { call: (hook, call) => ifNotEnded(end, () => hooks.call(hook, call)) },
    diagnose: (tunnelId) => (end.aborted ? Promise.resolve([]) : ports.diagnose(tunnelId)),
    isAcknowledged: (tunnelId) => ports.isAcknowledged(tunnelId),
  };
}

/** Whoever waits for a turn leaves the queue. Whoever has it ends its work by itself: the work knows what was sent. */
function boundedTurns(turns: Turns, end: AbortSignal): Turns {
  return {
    take: <T>(key: string, work: () => Promise<T>, rank?: number) =>
      new Promise<T>((resolve, reject) => {
        const leave = (): void => reject(reasonOf(end));
        const begin = (): Promise<T> => {
          end.removeEventListener("abort", leave);
          return ifNotEnded(end, work);
        };
        if (end.aborted) leave();
        else end.addEventListener("abort", leave, { once: true });
        turns.take(key, begin, rank).then(resolve, reject);
      }),
  };
}

/** Work that is begun only before the end, and then waited for. */
const ifNotEnded = async <T>(end: AbortSignal, work: () => Promise<T>): Promise<T> => {
  if (end.aborted) throw reasonOf(end);
  return work();
};

/** Work that nobody waits for after the end. */
function unlessEnded<T>(end: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (end.aborted) return Promise.reject(reasonOf(end));
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(reasonOf(end));
    end.addEventListener("abort", leave, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => end.removeEventListener("abort", leave));
  });
}

const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new Ended("ended"));
