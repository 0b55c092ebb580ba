import { delta, type Delta } from "../../core/delta";
import type { Values } from "../../core/field";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import type { Reversal, Undrifted } from "./guards";
import type { Observation, TunnelSelector } from "./observation";

/** What a tunnel is to become. */
export interface Target {
  readonly selector: TunnelSelector;
  /** The settings that it is to have, seen how it is now. */
  readonly wanted: (live: Values) => Values;
  /** Last known values of keys that the API may withhold: compared with, never sent. */
  readonly assumed: Values;
  /** Declared settings as they were stored, where a tunnel that has drifted from them is not to be changed. */
  readonly undrifted?: Undrifted | undefined;
  /** True where the tunnel must be as declared already: it is compared and never changed. */
  readonly verifyOnly?: boolean | undefined;
  /** True where the tunnel must be up in the end, by a negotiation after the change. */
  readonly mustEstablish?: boolean | undefined;
  /** Where what is changed may have to be put back: at once, where it fails, or when the resource is destroyed. */
  readonly reversal?: Reversal | undefined;
}

/** What came of it. */
export interface Synced {
  /** Values before anything was sent. */
  readonly before: Values;
  readonly observation: Observation;
  /** Paths that were sent because they differed; empty where nothing was sent. */
  readonly sent: readonly string[];
}

/** Thrown once a change was sent: what is known by then must not be lost. */
export class AfterChangeError extends Error {
  constructor(
    readonly before: Values,
    readonly lastSeen: Observation,
    override readonly cause: Error,
  ) {
    super(cause.message);
    this.name = "AfterChangeError";
  }
}

/** How a tunnel differs from what it is to become. */
export function deltaOf(target: Target, { values }: Observation): Delta {
  return delta(vpnTunnelTable, target.wanted(values), values, target.assumed);
}

/** Whatever was thrown, as an error. */
export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
