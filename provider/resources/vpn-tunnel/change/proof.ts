import { nameOf, type ConnectionFacts, type Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import type { Probe } from "../probe";
import { poll } from "./poll";

/**
 * What a preview says where nothing will tell whether traffic passes: there is no BGP session, no probe and no health
 * check. Undefined where something does.
 */
export function unprovenText({ bgpEnabled, health }: ConnectionFacts, probe: Probe | undefined): string | undefined {
  if (bgpEnabled === true || health !== undefined || probe !== undefined) return undefined;
  return "whether traffic passes after it cannot be proved: no BGP, no health check; declare a probe";
}

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
