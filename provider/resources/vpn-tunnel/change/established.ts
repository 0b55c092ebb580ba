import type { Values } from "../../../core/field";
import type { Explanation } from "../../../diagnosis/explain";
import { observe, type ConnectionFacts, type Observation } from "../observation";
import { isUp, nameOf } from "../operation/operation";
import type { TunnelPorts } from "../ports";
import { isSeenUpSince } from "./seen-up";
import { secondsSince, waitingLine } from "./settle";
import { TunnelError } from "../tunnel-error";

/** How long to look at a tunnel whose connection renegotiates only when traffic comes. */
type Patience =
  /** As long as at any other tunnel: traffic will come. */
  | "traffic"
  /** No longer than a renegotiation takes, unless the tunnel goes down: nobody promised any traffic. */
  | "glance";

/** A tunnel as it was when looking ended. */
interface Watched {
  readonly observation: Observation;
  /** Up by a negotiation after the change. */
  readonly isSeenUp: boolean;
  /** It was seen down. */
  readonly wasDown: boolean;
  readonly afterSeconds: number;
}

/**
 * Waits until a tunnel is up by a negotiation after its change.
 * @throws TunnelError "not established" with the service's diagnosis, when the time is up.
 */
export async function established(
  tunnelId: string,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  patience: Patience = "traffic",
): Promise<Observation> {
  const watched = await watch(tunnelId, connection, ports, patience);
  if (!watched.isSeenUp) throw await notEstablished(watched, ports);
  return watched.observation;
}

/**
 * The same for a tunnel that was up before its change. Where EffectImmediately is off and the tunnel stays up for as long
 * as a renegotiation takes, it is accepted, and not seen up.
 * @throws TunnelError "not established" with the service's diagnosis, when the time is up.
 */
export async function recovered(
  tunnelId: string,
  connection: ConnectionFacts,
  ports: TunnelPorts,
): Promise<{ readonly observation: Observation; readonly isSeenUp: boolean }> {
  const watched = await watch(tunnelId, connection, ports, "glance");
  if (!watched.isSeenUp && !isUnmoved(watched)) throw await notEstablished(watched, ports);
  return watched;
}

/** True for a tunnel that is up, was never seen down, and need not have renegotiated. */
const isUnmoved = ({ observation, wasDown }: Watched): boolean =>
  isUp(observation.values) && !wasDown && observation.connection.effectImmediately === false;

/**
 * Looks at a tunnel until it is up by a negotiation after its change, or the time is up. The API shows no time of a
 * negotiation, and a Status from before the change stays until the next one; so what counts is a Status that was seen
 * down and came up, or that stays up for longer than a renegotiation takes. Where EffectImmediately is off, nothing
 * renegotiates before traffic comes, and only a Status that was seen down counts.
 */
async function watch(
  tunnelId: string,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  patience: Patience,
): Promise<Watched> {
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
    const isSeenUp = upSince !== undefined && counts && clock.now() - upSince >= establish.renegotiateMs;
    const isFutile = patience === "glance" && !counts && clock.now() - started >= establish.renegotiateMs;
    if (isSeenUp || isFutile || clock.now() - started >= establish.timeoutMs)
      return { observation, isSeenUp, wasDown, afterSeconds: secondsSince(started, ports) };
    const state = up ? "up, waiting whether it stays so" : String(observation.values["status"] ?? "no status");
    say(`${nameOf(observation)}: ${state}`);
    await clock.sleep(ports.settle.everyMs);
  }
}

/**
 * Notes that a tunnel which an earlier run left need not be waited for: it is up so long after that run that it had the
 * time to renegotiate. Where EffectImmediately is off, that does not mean that it was seen up.
 */
export function noteIfUpAgain(
  seen: { readonly tunnelId: string; readonly connection: ConnectionFacts; readonly values: Values },
  ports: TunnelPorts,
): void {
  const { clock, establish, operation } = ports;
  const leftAt = operation.leftAt(seen.tunnelId);
  if (leftAt === undefined || !isUp(seen.values) || clock.now() - leftAt < establish.renegotiateMs) return;
  operation.cameBack(seen.tunnelId, isSeenUpSince(seen, leftAt, ports));
}

async function notEstablished(watched: Watched, ports: TunnelPorts): Promise<TunnelError> {
  const { observation } = watched;
  const after = `after ${watched.afterSeconds} s`;
  if (isUnmoved(watched))
    return new TunnelError(
      "not established",
      `${after} nothing shows that the tunnel negotiated anew: EffectImmediately is off for ${observation.connection.id}, so it renegotiates when traffic comes. Send some through the tunnel, or set EffectImmediately on the connection, then run this again`,
    );
  if (isUp(observation.values))
    return new TunnelError(
      "not established",
      `${after} the tunnel, which is up, has not been so for long enough to count as negotiated anew (alicloud-vpn:renegotiateMilliseconds). Look at it, then run this again; alicloud-vpn:establishSeconds sets how long to wait`,
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
