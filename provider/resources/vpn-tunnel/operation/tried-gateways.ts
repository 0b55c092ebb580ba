import type { Delta } from "../../../core/delta";
import { nameOf, type Observation } from "../observation";
import { TunnelError } from "../tunnel-error";

/**
 * Pairs of gateways between which this operation tried to change one tunnel alone. What the service refused for one
 * tunnel it would refuse for the next one, and a hook may prepare a device before each try.
 */
export class TriedGateways {
  readonly #refused = new Map<string, string>();
  readonly #accepted = new Set<string>();

  /** The service refused this change because of other tunnels between the two gateways. */
  refuse(before: Observation, delta: Delta): void {
    const pair = pairOf(before, delta);
    if (pair !== undefined && !this.#refused.has(pair)) this.#refused.set(pair, nameOf(before));
  }

  /** The service accepted this change. */
  accept(before: Observation, delta: Delta): void {
    const pair = pairOf(before, delta);
    if (pair !== undefined) this.#accepted.add(pair);
  }

  /** True where the service accepted a change between the same two gateways before. */
  isAccepted(before: Observation, delta: Delta): boolean {
    const pair = pairOf(before, delta);
    return pair !== undefined && this.#accepted.has(pair);
  }

  /** @throws TunnelError "refused" where the service refused a change between the same two gateways before. */
  guard(before: Observation, delta: Delta): void {
    const pair = pairOf(before, delta);
    const first = pair === undefined ? undefined : this.#refused.get(pair);
    if (first === undefined) return;
    throw new TunnelError(
      "refused",
      `nothing was sent: ${before.connection.vpnGatewayId} and the customer gateway are those of ${first}, and there the service refused to change the key or an IKE value of one tunnel alone. The error of that tunnel says the ways out; then run this again`,
    );
  }
}

/** Undefined for a change that no other tunnel can stand in the way of. */
function pairOf({ connection, values }: Observation, { differing, send }: Delta): string | undefined {
  const path = "customerGatewayId";
  const customerGateway = send[path] ?? values[path];
  const isConcerned = differing.some((field) => field.path === path || field.path.startsWith("tunnelIkeConfig."));
  if (!isConcerned || connection.vpnGatewayId === undefined || customerGateway === undefined) return undefined;
  return `${connection.vpnGatewayId} ${customerGateway}`;
}
