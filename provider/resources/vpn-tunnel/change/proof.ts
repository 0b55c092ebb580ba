import { nameOf, type ConnectionFacts, type Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import type { Probe } from "../probe";
import { poll } from "./poll";

/** Asks the probe until it passes, for as long as a renegotiation takes. @returns Why it does not pass. */
export async function probeProblem(
  probe: Probe | undefined,
  tunnel: Observation,
  ports: TunnelPorts,
): Promise<string | undefined> {
  if (probe === undefined) return undefined;
  const { seen } = await poll(
    {
      look: () => ports.probes.run(probe),
      isDone: (problem) => problem === undefined,
      say: (problem) => `${nameOf(tunnel)}: ${problem}`,
      until: ports.clock.now() + ports.establish.renegotiateMs,
    },
    ports,
  );
  return seen;
}

/**
 * True where the connection's own health check says that nothing passes, and said before the change that traffic did.
 */
export const isHealthLost = (before: ConnectionFacts, now: ConnectionFacts): boolean =>
  before.health === "success" && now.health === "failed";
