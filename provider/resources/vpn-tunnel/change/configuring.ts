import type { ConnectionWire } from "../../../api/wire";
import { observeAmong, type ConnectionFacts, type Observation, type TunnelSelector } from "../observation";
import type { TunnelPorts } from "../ports";
import { TunnelError } from "../tunnel-error";
import { poll } from "./poll";

/** Whether the API is still configuring a connection, and waiting until it is not. */

/**
 * States in which the API is still at work (DescribeVpnConnections, State of a connection and of a tunnel).
 * A word that is not listed counts as settled: the API may be newer than we are, and a wait must end.
 */
const PENDING: ReadonlySet<string> = new Set([
  "updating",
  "provisioning",
  "upgrading",
  "attaching",
  "detaching",
  "deleting",
]);

/** The part of a connection that the API still configures, in words; undefined where the connection is settled. */
export function pendingPart(connection: ConnectionWire): string | undefined {
  if (isPending(connection.State)) return `${connection.VpnConnectionId} is ${connection.State}`;
  const tunnel = connection.TunnelOptionsSpecification.find((candidate) => isPending(candidate.State));
  return tunnel && `${tunnel.TunnelId ?? "tunnel"} is ${tunnel.State}`;
}

const isPending = (state: string | undefined): boolean => state !== undefined && PENDING.has(state.toLowerCase());

/**
 * Waits until the connection and every other one of its gateway is settled, and observes the tunnel.
 * @param changedAt When the API accepted the change that is waited for; the looks then keep the operation's pace.
 * @throws TunnelError "not settled" when the time is up.
 */
export async function waitUntilConfigured(
  selector: TunnelSelector,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  until: number,
  changedAt?: number,
): Promise<Observation> {
  const { pace } = ports.operation;
  const started = changedAt ?? ports.clock.now();
  const sinceChange = (): number => ports.clock.now() - started;
  let lastPendingMs: number | undefined;
  const { seen, isDone, seconds } = await poll(
    {
      look: async () => {
        const neighbours = await ports.reads.neighbours(connection);
        const pending = neighbours.map(pendingPart).find((part) => part !== undefined);
        if (pending !== undefined) lastPendingMs = sinceChange();
        return { neighbours, pending };
      },
      isDone: ({ pending }) => pending === undefined,
      say: ({ pending }) => `${selector.vpnConnectionId} ${selector.role ?? selector.tunnelId}: ${pending}`,
      until,
      ...(changedAt === undefined ? {} : { pauseMs: () => pace.waitMs(sinceChange(), ports.settle.everyMs) }),
    },
    ports,
  );
  if (!isDone)
    throw new TunnelError(
      "not settled",
      `${seen.pending}, still after ${seconds} s. Look at the connection in the console; when it is active, run the operation again: it goes on from there`,
    );
  if (changedAt !== undefined && lastPendingMs !== undefined) pace.learn(lastPendingMs, sinceChange());
  const { neighbours } = seen;
  return { ...observeAmong(selector, neighbours), neighbours };
}
