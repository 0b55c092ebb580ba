import { categoryOf } from "../../api/errors";
import type { Observation } from "../vpn-tunnel/observation";
import { TunnelError } from "../vpn-tunnel/tunnel-error";

/** The failure of one tunnel of a pair, which says whose it is; one that nobody expected stays as it is. */
export function ofTunnel({ role, tunnelId }: Pick<Observation, "role" | "tunnelId">, failure: Error): Error {
  const message = `${role} (${tunnelId}): ${failure.message}`;
  if (failure instanceof TunnelError) return new TunnelError(failure.problem, message, failure.property);
  return categoryOf(failure) === undefined ? failure : new TunnelError("not settled", message);
}
