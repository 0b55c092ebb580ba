import { delta, type Delta } from "../../../core/delta";
import type { Values } from "../../../core/field";
import { vpnTunnelTable } from "../table/fields";
import type { Reversal, Undrifted } from "./guards";
import type { Observation, TunnelSelector } from "../observation";
import type { WaitFor } from "./wait-for";

/** What a tunnel is to become. */
export interface Target {
  readonly selector: TunnelSelector;
  /** The settings that it is to have, seen how it is now. */
  readonly wanted: (live: Values) => Values;
  /** Last known values of keys that the API may withhold: compared with, never sent. */
  readonly assumed: Values;
  /** The key in force, where it is known although the API withholds it: it completes a block, and is no reason to send one. */
  readonly completing?: Values | undefined;
  /** All values as an earlier operation stored them. */
  readonly lastKnown?: Values | undefined;
  /** Declared settings as they were stored, where a tunnel that has drifted from them is not to be changed. */
  readonly undrifted?: Undrifted | undefined;
  /** True where the tunnel must be as declared already: it is compared and never changed. */
  readonly verifyOnly?: boolean | undefined;
  /** True for a value that the program calls secret: no error may show it. */
  readonly isSecret?: ((path: string) => boolean) | undefined;
  /** When a change counts as done. */
  readonly waitFor: WaitFor;
  /** Where what is changed may have to be put back: at once, where it fails, or when the resource is destroyed. */
  readonly reversal?: Reversal | undefined;
}

/** What was made of the tunnel's values; the same before and after where nothing was sent. */
export interface Made {
  readonly before: Values;
  /** As confirmed, or where nobody could confirm it, as sent. */
  readonly after: Values;
  /** Paths that were sent because they differed; empty where nothing was sent. */
  readonly sent: readonly string[];
}

/** What came of a target. */
export interface Synced extends Made {
  readonly observation: Observation;
}

/** Thrown once a change was sent: what is known by then must not be lost. */
export class AfterChangeError extends Error {
  /**
   * @param lastSeen What the API showed last: of a change that nobody could confirm, the tunnel before it.
   * @param isKeyUncertain True where nobody knows which of two keys is in force.
   */
  constructor(
    readonly made: Made,
    readonly lastSeen: Observation,
    override readonly cause: Error,
    readonly isKeyUncertain = false,
  ) {
    super(cause.message);
    this.name = "AfterChangeError";
  }
}

/** What came of it where nothing was sent. */
export const untouched = (observation: Observation): Synced => ({
  before: observation.values,
  after: observation.values,
  sent: [],
  observation,
});

/** How a tunnel differs from what it is to become. */
export function deltaOf(target: Target, { values }: Observation): Delta {
  return delta(vpnTunnelTable, target.wanted(values), values, target.assumed, target.completing);
}

/** Whatever was thrown, as an error. */
export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** A reason as a whole sentence, for another one to follow. */
export const asSentence = (reason: string): string => (reason.endsWith(".") ? reason : `${reason}.`);
