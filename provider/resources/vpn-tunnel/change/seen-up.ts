import { canBeConfirmed, carriesTraffic, nameOf, type ConnectionFacts, type Observation } from "../observation";
import type { TunnelPorts } from "../ports";

/**
 * A tunnel that was up, was changed, and has not been seen up since: it is named in a warning when its verb ends, and
 * again in later operations until it was seen up or somebody acknowledged it.
 */

/** No SA lives longer: IpsecLifetime and IkeLifetime have at most 86,400 seconds. */
const LONGEST_SA_MS = 86_400_000;

/**
 * True where a tunnel is up so long after its change that its Status cannot be one from before it. Where
 * EffectImmediately is off, the tunnel renegotiates when traffic comes, or at the latest when its SA from before ends.
 */
export function isSeenUpSince(
  { connection, values }: { readonly connection: ConnectionFacts; readonly values: Observation["values"] },
  leftAt: number,
  { clock, establish }: Pick<TunnelPorts, "clock" | "establish">,
): boolean {
  const isOldStatusPossibleMs = connection.effectImmediately === false ? LONGEST_SA_MS : establish.renegotiateMs;
  return carriesTraffic({ values, connection }) && clock.now() - leftAt >= isOldStatusPossibleMs;
}

/**
 * The warning that later operations repeat about a tunnel that an earlier one left.
 * @param leftAt When the earlier operation left it, in milliseconds.
 * @returns undefined where the tunnel is up long enough after that, or somebody acknowledged that it is not.
 */
export function stillNotSeenUp(
  observation: Observation,
  leftAt: number,
  ports: Pick<TunnelPorts, "clock" | "establish" | "isAcknowledged">,
): string | undefined {
  // Where the API shows no Status, nobody can say that the tunnel was up, or see it come up.
  if (!canBeConfirmed(observation.values)) return undefined;
  if (isSeenUpSince(observation, leftAt, ports) || ports.isAcknowledged(observation.tunnelId)) return undefined;
  const since = sinceChange(leftAt);
  return lineAbout(observation, since, ". To silence this warning, set alicloud-vpn:acknowledge");
}

/** The same where the tunnel cannot be looked at now. */
export const notSeenNow = (id: string, leftAt: number, reason: string): string =>
  `${id} was up and has not been seen up ${sinceChange(leftAt)}, and it cannot be looked at now: ${reason}`;

const sinceChange = (leftAt: number): string =>
  `since it was changed on ${new Date(leftAt).toISOString().slice(0, 16).replace("T", " at ")} UTC`;

/**
 * Warns, once for each change, where a verb ends and its tunnel, which was up, has not been seen up since its change.
 */
export function warnIfNotSeenUp(observation: Observation, ports: TunnelPorts): void {
  const { operation, progress } = ports;
  const { tunnelId } = observation;
  if (!operation.isUnseen(tunnelId) || !canBeConfirmed(observation.values)) return;
  const leftAt = operation.leftAt(tunnelId);
  const line =
    leftAt === undefined
      ? lineAbout(observation, "since this operation changed it")
      : stillNotSeenUp(observation, leftAt, ports);
  if (line !== undefined) operation.warnOnce(tunnelId, () => progress.warning(line));
}

function lineAbout(observation: Observation, since: string, end = ""): string {
  const { connection } = observation;
  const status = carriesTraffic(observation) && connection.effectImmediately === false ? ON_TRAFFIC : "";
  return `${nameOf(observation)} was up and has not been seen up ${since}.${status} Run: npx pulumi-alicloud-vpn diagnose ${connection.id}${end}`;
}

const ON_TRAFFIC =
  " EffectImmediately is off for its connection: the tunnel renegotiates when traffic comes, and its Status may be one from before.";
