import { isAlone, nameOf, type Observation } from "../observation";
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
