import type { Values } from "../../core/field";
import type { Explanation } from "../diagnosis/explain";
import { observe, type ConnectionFacts, type Observation } from "./observation";
import { isUp, nameOf } from "./operation";
import type { TunnelPorts } from "./ports";
import { secondsSince, waitingLine } from "./settle";
import { TunnelError } from "./tunnel-error";

/**
 * Waits until a tunnel is up by a negotiation after its change. The API shows no time of a negotiation, and a Status
 * from before the change stays until the next one; so what counts is a Status that was seen down and came up, or that
 * stays up for longer than a renegotiation takes. Where EffectImmediately is off, nothing renegotiates before traffic
 * comes, and only a Status that was seen down counts.
 * @param patience "traffic": wait as long as for any other tunnel that traffic comes; "glance": no longer than a
 *   renegotiation takes, because nobody promised any.
 * @throws TunnelError "not established" with the service's diagnosis, when the time is up.
 */
export async function established(
  tunnelId: string,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  patience: "traffic" | "glance" = "traffic",
): Promise<Observation> {
  const { clock, establish } = ports;
  const started = clock.now();
  let upSince: number | undefined;
  let wasDown = false;
  const say = waitingLine(ports);
  for (;;) {
    const neighbours = await ports.reads.neighbours(connection);
    const selector = { vpnConnectionId: connection.id, tunnelId };
    const wire = neighbours.find((each) => each.VpnConnectionId === connection.id);
    const observation = observe(selector, wire);
    const up = isUp(observation.values);
    wasDown ||= !up;
    upSince = up ? (upSince ?? clock.now()) : undefined;
    const counts = wasDown || connection.effectImmediately !== false;
    if (upSince !== undefined && counts && clock.now() - upSince >= establish.renegotiateMs) return observation;
    const isFutile = patience === "glance" && !counts && clock.now() - started >= establish.renegotiateMs;
    if (isFutile || clock.now() - started >= establish.timeoutMs)
      throw await notEstablished(observation, wasDown, started, ports);
    const state = up ? "up, waiting whether it stays so" : String(observation.values["status"] ?? "no status");
    say(`${nameOf(observation)}: ${state}`);
    await clock.sleep(ports.settle.everyMs);
  }
}

/**
 * True for a tunnel that an earlier run left, and that is up so long after it that its Status is none from before: it
 * need not be waited for.
 */
export function isUpAgain(tunnelId: string, values: Values, ports: TunnelPorts): boolean {
  const leftAt = ports.operation.leftAt(tunnelId);
  return leftAt !== undefined && isUp(values) && ports.clock.now() - leftAt >= ports.establish.renegotiateMs;
}

async function notEstablished(
  observation: Observation,
  wasDown: boolean,
  started: number,
  ports: TunnelPorts,
): Promise<TunnelError> {
  const after = `after ${secondsSince(started, ports)} s`;
  if (isUp(observation.values) && (wasDown || observation.connection.effectImmediately !== false))
    return new TunnelError(
      "not established",
      `${after} the tunnel, which is up, has not been so for long enough to count as negotiated anew (alicloud-vpn:renegotiateMilliseconds). Look at it, then run this again; alicloud-vpn:establishSeconds sets how long to wait`,
    );
  if (isUp(observation.values))
    return new TunnelError(
      "not established",
      `${after} nothing shows that the tunnel negotiated anew: EffectImmediately is off for ${observation.connection.id}, so it renegotiates when traffic comes. Send some through the tunnel, or set EffectImmediately on the connection, then run this again`,
    );
  const status = observation.values["status"] ?? "unknown";
  const findings = await ports.diagnose(observation.tunnelId);
  return new TunnelError(
    "not established",
    `${after} the tunnel is not up (${status}). ${findings.map(inWords).join(" ") || "The service finds nothing wrong in the last minutes."}`,
  );
}

const PHASES = { ike: "Phase 1 (IKE) failed", ipsec: "Phase 2 (IPsec) failed", unknown: "The negotiation failed" };

/** What failed, on both sides, and what to do. */
function inWords(finding: Explanation): string {
  const sides = [
    finding.local === undefined ? "" : `Alibaba side: ${finding.local}.`,
    finding.remote === undefined ? "" : `Device: ${finding.remote}.`,
    finding.logLine === undefined ? "" : `Log: ${finding.logLine}.`,
  ];
  return [`${PHASES[finding.phase]}, ${finding.code}: ${finding.cause}`, ...sides, finding.nextStep]
    .filter((part) => part !== "")
    .join(" ");
}
