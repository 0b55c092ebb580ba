import type { Values } from "../../../core/field";
import { isProperties, type Properties } from "../../../core/property-tree";
import type { SecretPaths } from "../../../core/secret";
import type { PskProof } from "./psk-proof";
import type { RestorePoint } from "./restore-point";

/** Where a tunnel belongs: its connection's name, VPN gateway and traffic selectors. */
export interface ConnectionPlace {
  readonly connectionName: string;
  readonly vpnGatewayId?: string;
  readonly localSubnets: readonly string[];
  readonly remoteSubnets: readonly string[];
}

/**
 * Since when the key in force is known, as a day in UTC such as 2026-12-01. `keyChangedOn`: this resource sent the key
 * on that day. `keySeenSince`: it found the key there on that day, so the key is at least as old.
 */
export type KeyDay = { readonly keyChangedOn: string } | { readonly keySeenSince: string };

/** What the provider remembers of a tunnel from one operation to the next. */
export interface Bookkeeping {
  /** Undefined where a version that kept none adopted the tunnel. */
  readonly restorePoint?: RestorePoint | undefined;
  readonly pskProof?: PskProof | undefined;
  /** Undefined where nobody knows since when the key is in force. */
  readonly keyDay?: KeyDay | undefined;
  /** Where the tunnel was up, was changed, and has not been seen up since: when that was, in milliseconds. */
  readonly unconfirmed?: number | undefined;
  /** The step at which the last change failed; undefined where it did not. */
  readonly stoppedAt?: string | undefined;
  /** True where the hook has moved traffic away from the tunnel, and not back. */
  readonly drained?: boolean | undefined;
}

/** A tunnel as an operation leaves it to the next one. */
export interface TunnelState extends Bookkeeping {
  /** Identity and options as declared, settings and reported values as in force; the key only where it is declared. */
  readonly values: Values;
  /** The key in force, declared or not; undefined where nobody knows it, and where none may be stored. */
  readonly key: string | undefined;
  readonly declared: readonly string[];
  /** Undefined where nobody has looked yet. */
  readonly place: ConnectionPlace | undefined;
  readonly secretPaths: SecretPaths;
}

/** An object that is stored as such, or as a JSON text in earlier shapes; undefined where there is none. */
export function objectIn(stored: unknown): Properties | undefined {
  const value: unknown = typeof stored === "string" && stored.startsWith("{") ? JSON.parse(stored) : stored;
  return isProperties(value) ? value : undefined;
}

/** The texts in a stored list. */
export const textsIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : [];

/** Where the tunnel belongs, as far as a stored bag says it. */
export function placeIn(bag: Properties): ConnectionPlace | undefined {
  const { connectionName, vpnGatewayId, localSubnets, remoteSubnets } = bag;
  if (typeof connectionName !== "string" || !Array.isArray(localSubnets) || !Array.isArray(remoteSubnets))
    return undefined;
  return {
    connectionName,
    ...(typeof vpnGatewayId === "string" ? { vpnGatewayId } : {}),
    localSubnets: textsIn(localSubnets),
    remoteSubnets: textsIn(remoteSubnets),
  };
}
