import type { Values } from "../../../core/field";
import type { Explanation } from "../../../diagnosis/explain";
import {
  carriesTraffic,
  nameOf,
  observeAmong,
  trafficIn,
  type ConnectionFacts,
  type Observation,
} from "../observation";
import type { TunnelPorts } from "../ports";
import { TunnelError } from "../tunnel-error";
import { poll } from "./poll";
import type { Probe } from "../probe";
import { isHealthLost } from "./proof";
import { isSeenUpSince } from "./seen-up";

/** Waiting until a changed tunnel carries traffic again, by a negotiation after its change. */

/** How to wait for a tunnel. */
export interface Wait {
  /**
   * How long to look at a tunnel whose connection renegotiates only when traffic comes. `traffic`, the default: as long
   * as at any other tunnel, because traffic will come. `glance`: no longer than a renegotiation takes, unless the
   * tunnel goes down: nobody promised any traffic.
   */
  readonly patience?: "traffic" | "glance";
  /** True where the device has renegotiated since the change: a Status that is up cannot be one from before. */
  readonly hasRenegotiated?: boolean;
  /** How long the tunnel must stay up without a break; left out, as long as a renegotiation takes. */
  readonly holdMs?: number;
  /** Proves that traffic passes, once the tunnel is up. */
  readonly probe?: Probe | undefined;
  /** The connection before the change, for its health check. */
  readonly healthBefore?: ConnectionFacts;
}

/** A tunnel as it was when the looks ended. */
interface LastLook {
  readonly observation: Observation;
  /** Up by a negotiation after the change. */
  readonly isSeenUp: boolean;
  /** One look saw the tunnel down. */
  readonly wasDown: boolean;
  /** Why nothing passes although the tunnel is up; undefined where nothing says so. */
  readonly problem: string | undefined;
  readonly seconds: number;
}

/**
 * Waits until a tunnel is up by a negotiation after its change.
 * @throws TunnelError "not established" with the service's diagnosis, when the time is up.
 */
export async function waitUntilUp(
  tunnelId: string,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  wait: Wait = {},
): Promise<LastLook> {
  const lastLook = await watch(tunnelId, connection, ports, wait);
  if (!lastLook.isSeenUp) throw await notEstablished(lastLook, ports);
  return lastLook;
}

/**
 * The same for a tunnel that was up before its change. Where EffectImmediately is off and the tunnel stays up for as
 * long as a renegotiation takes, the wait ends too, and `isSeenUp` is false.
 * @throws TunnelError "not established" with the service's diagnosis, when the time is up.
 */
export async function waitUntilRecovered(
  tunnelId: string,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  wait: Wait = {},
): Promise<LastLook> {
  const lastLook = await watch(tunnelId, connection, ports, { ...wait, patience: "glance" });
  if (!lastLook.isSeenUp && !isUnmoved(lastLook)) throw await notEstablished(lastLook, ports);
  return lastLook;
}

/** True for a tunnel that is up, was never seen down, and need not have renegotiated. */
const isUnmoved = ({ observation, wasDown }: LastLook): boolean =>
  carriesTraffic(observation) && !wasDown && observation.connection.effectImmediately === false;

/**
 * Looks at a tunnel until it is up by a negotiation after its change, or the time is up. The API shows no time of a
 * negotiation, and a Status from before the change stays until the next one. So a Status counts that was seen down and
 * came up, or that stays up for longer than a renegotiation takes. Where EffectImmediately is off, nothing renegotiates
 * before traffic comes, and only a Status that was seen down counts. Any look that is not up starts the time anew.
 */
async function watch(
  tunnelId: string,
  connection: ConnectionFacts,
  ports: TunnelPorts,
  { patience = "traffic", hasRenegotiated = false, holdMs, probe, healthBefore }: Wait,
): Promise<LastLook> {
  const { clock, establish } = ports;
  const selector = { vpnConnectionId: connection.id, tunnelId };
  const started = clock.now();
  const renews = connection.effectImmediately !== false || hasRenegotiated;
  const enoughMs = Math.max(holdMs ?? 0, establish.renegotiateMs);
  const hasLasted = (since: number, ms: number): boolean => clock.now() - since >= ms;
  let upSince: number | undefined;
  let wasDown = false;
  const look = async (): Promise<Omit<LastLook, "seconds"> & { readonly isFutile: boolean }> => {
    const observation = observeAmong(selector, await ports.reads.neighbours(connection));
    const isSick = healthBefore !== undefined && isHealthLost(healthBefore, observation.connection);
    const up = carriesTraffic(observation) && !isSick;
    wasDown ||= !up;
    upSince = up ? (upSince ?? clock.now()) : undefined;
    const counts = wasDown || renews;
    const isHeld = upSince !== undefined && counts && hasLasted(upSince, enoughMs);
    const problem = isHeld && probe !== undefined ? await ports.probes.run(probe) : isSick ? SICK : undefined;
    const isFutile = patience === "glance" && !counts && hasLasted(started, establish.renegotiateMs);
    return { observation, isSeenUp: isHeld && problem === undefined, wasDown, problem, isFutile };
  };
  const { seen, seconds } = await poll(
    {
      look,
      isDone: ({ isSeenUp, isFutile }) => isSeenUp || isFutile,
      say: ({ observation, problem }) => `${nameOf(observation)}: ${problem ?? statusText(observation)}`,
      // The time to come up does not shrink because the tunnel has to stay up for longer.
      until: started + establish.timeoutMs + Math.max(0, enoughMs - establish.renegotiateMs),
    },
    ports,
  );
  return { ...seen, seconds };
}

const SICK = "the connection's health check, which passed before the change, fails";

function statusText(observation: Observation): string {
  const traffic = trafficIn(observation);
  if (traffic === "carries") return "up, waiting whether it stays so";
  if (traffic === "no BGP session") return "the IPsec SA is up, waiting for the BGP session";
  return String(observation.values["status"] ?? "no status");
}

/**
 * Notes that nobody need wait for a tunnel which an earlier run left: it is up so long after that run that it had the
 * time to renegotiate. Where EffectImmediately is off, that does not mean that it was seen up.
 */
export function noteIfUpAgain(
  seen: { readonly tunnelId: string; readonly connection: ConnectionFacts; readonly values: Values },
  ports: TunnelPorts,
): void {
  const { clock, establish, operation } = ports;
  const leftAt = operation.leftAt(seen.tunnelId);
  if (leftAt === undefined || !carriesTraffic(seen) || clock.now() - leftAt < establish.renegotiateMs) return;
  operation.cameBack(seen.tunnelId, isSeenUpSince(seen, leftAt, ports));
}

async function notEstablished(lastLook: LastLook, ports: TunnelPorts): Promise<TunnelError> {
  const { observation } = lastLook;
  const after = `after ${lastLook.seconds} s`;
  if (lastLook.problem !== undefined && carriesTraffic(observation))
    return new TunnelError(
      "not established",
      `${after} the tunnel is up and passes no traffic: ${lastLook.problem}. Compare the traffic selectors, the truncation of SHA-2 and the MSS on the device; then run this again`,
    );
  if (isUnmoved(lastLook))
    return new TunnelError(
      "not established",
      `${after} nothing shows that the tunnel negotiated anew: EffectImmediately is off for ${observation.connection.id}, so it renegotiates when traffic comes. Send some through the tunnel, or set EffectImmediately on the connection, then run this again`,
    );
  if (carriesTraffic(observation))
    return new TunnelError(
      "not established",
      `${after} the tunnel, which is up, has not been so for long enough to count as negotiated anew (alicloud-vpn:renegotiateMilliseconds). Look at it, then run this again; alicloud-vpn:establishSeconds sets how long to wait`,
    );
  if (trafficIn(observation) === "no BGP session")
    return new TunnelError(
      "not established",
      `${after} the tunnel carries no traffic: its IPsec SA is up, and its BGP session is not (BgpStatus ${observation.values["tunnelBgpConfig.bgpStatus"]}). Compare the ASNs and the BGP addresses of both sides, and look at the session on the device; then run this again`,
    );
  const status = observation.values["status"] ?? "unknown";
  const findings = await ports.diagnose(observation.tunnelId);
  return new TunnelError(
    "not established",
    `${after} the tunnel is not up (${status}). ${findings.map(findingText).join(" ") || "The service finds nothing wrong in the last minutes."}`,
  );
}

const PHASES = { ike: "Phase 1 (IKE) failed", ipsec: "Phase 2 (IPsec) failed", unknown: "The negotiation failed" };

/** What failed, on both sides, and what to do. */
function findingText(finding: Explanation): string {
  const sides = [
    finding.local === undefined ? "" : `Alibaba side: ${finding.local}.`,
    finding.remote === undefined ? "" : `Device: ${finding.remote}.`,
    finding.logLine === undefined ? "" : `Log: ${finding.logLine}.`,
  ];
  return [`${PHASES[finding.phase]}, ${finding.code}: ${finding.cause}`, ...sides, finding.nextStep]
    .filter((part) => part !== "")
    .join(" ");
}
