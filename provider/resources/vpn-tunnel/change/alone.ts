import { carriesTraffic, isAlone, mayCarry, nameOf, type Observation } from "../observation";
import type { Operation } from "../operation/operation";
import { TunnelError } from "../tunnel-error";

/** A tunnel that is the only one of its connection to carry traffic: a change of it is an outage. */

/** What to do about a change of such a tunnel. */
export type WhenAlone = "refuse" | "change";

/** What a declaration says about such a tunnel. */
export interface AloneCare {
  readonly whenAlone: WhenAlone;
  /** Where the program says it; left out, `whenAlone`. */
  readonly whenAloneAt?: string | undefined;
}

/** Why a change of this tunnel is an outage; undefined where it is none. */
export function outageReason(tunnel: Observation): string | undefined {
  if (!isAlone(tunnel)) return undefined;
  const others = tunnel.siblings.map(({ role, tunnelId }) => `${role} (${tunnelId})`).join(" and ");
  return `${nameOf(tunnel)} is the only tunnel of its connection that carries traffic: ${others} carries none`;
}

/**
 * Nothing of ours takes the last tunnel away from a connection.
 * @throws TunnelError "refused" where the tunnel is the only one that carries traffic, and that is not accepted.
 */
export function guardAlone(tunnel: Observation, { whenAlone, whenAloneAt = "whenAlone" }: AloneCare): void {
  const reason = whenAlone === "change" ? undefined : outageReason(tunnel);
  if (reason === undefined) return;
  throw new TunnelError(
    "refused",
    `${reason}, so that a change is an OUTAGE until the device has the same. Nothing was sent. Bring the other tunnel up first (npx pulumi-alicloud-vpn diagnose ${tunnel.connection.id}); to change this one all the same, set ${whenAloneAt} to "change"`,
    whenAloneAt,
  );
}

/**
 * A sibling that is up and drained carries nothing: a hook moved the traffic away from it, and not back.
 * @throws TunnelError "refused" where all traffic uses this tunnel for that reason, and an outage is not accepted.
 */
export function guardDrained(
  tunnel: Observation,
  { whenAlone, whenAloneAt = "whenAlone" }: AloneCare,
  operation: Operation,
): void {
  const { connection, siblings } = tunnel;
  const carrying = siblings.filter(({ values }) => mayCarry({ values, connection }));
  const isRelieved = carrying.length === 0 || carrying.some(({ tunnelId }) => !operation.isDrained(tunnelId));
  if (whenAlone === "change" || isRelieved || !carriesTraffic(tunnel)) return;
  const others = carrying.map(({ role, tunnelId }) => `${role} (${tunnelId})`).join(" and ");
  throw new TunnelError(
    "refused",
    `${others} is drained: a hook moved traffic away from it, and not back, so that ${nameOf(tunnel)} carries all traffic. Nothing was sent. Run this again with the hook, which undrains the other tunnel; to change this one all the same, set ${whenAloneAt} to "change"`,
    whenAloneAt,
  );
}
