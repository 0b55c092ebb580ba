import { delta, type Delta } from "../../../core/delta";
import type { Values } from "../../../core/field";
import type { ConnectionFacts, Observation, TunnelSelector } from "../observation";
import { vpnTunnelTable } from "../table/fields";
import type { AloneCare } from "./alone";
import type { DriftBaseline, Reversal } from "./guards";
import type { Hook } from "../hook";
import type { Probe } from "../probe";
import type { WaitFor } from "./wait-for";

/** `try` sends such a change for one tunnel; `refuse` sends nothing. */
export type SharedGateways = "try" | "refuse";

/** How a change of a tunnel takes care of the traffic. */
export interface ChangeCare extends AloneCare {
  /** What becomes of a change that the service may refuse for other tunnels between the same two gateways. */
  readonly sharedGateways?: SharedGateways | undefined;
  /** Does the device's part of the change. */
  readonly hook?: Hook | undefined;
  /** Proves that traffic passes. */
  readonly probe?: Probe | undefined;
  /** How long the tunnel must carry traffic after the change; left out, as long as a renegotiation takes. */
  readonly holdMs?: ((connection: ConnectionFacts) => number) | undefined;
  /** True where the device starts the negotiation: the cloud does nothing by itself. */
  readonly isPeerInitiator?: boolean | undefined;
}

/** What a tunnel is to become. */
export interface Target {
  readonly selector: TunnelSelector;
  /** The settings that the tunnel is to have, given the settings that it has. */
  readonly wanted: (live: Values) => Values;
  /** Last known values of keys that the API may withhold: compared with, never sent. */
  readonly assumed: Values;
  /** The key in force, as far as an earlier operation knows it: it completes a block, and is no reason to send one. */
  readonly completing?: Values | undefined;
  /** All values as an earlier operation stored them. */
  readonly stored?: Values | undefined;
  /** Set where a tunnel that has drifted is not to be changed. */
  readonly driftBaseline?: DriftBaseline | undefined;
  /** True where the tunnel must be as declared already: it is compared and never changed. */
  readonly verifyOnly?: boolean | undefined;
  /** True for a value that the program calls secret: no error may show it. */
  readonly isSecret?: ((path: string) => boolean) | undefined;
  /** When a change counts as done. */
  readonly waitFor: WaitFor;
  readonly care: ChangeCare;
  /** True where an earlier operation left the tunnel drained. */
  readonly wasDrained?: boolean | undefined;
  /** Set where a change may have to be put back: at once, where it fails, or when the resource is destroyed. */
  readonly reversal?: Reversal | undefined;
}

/** The tunnel's values before and after a change; the same where nothing was sent. */
export interface ValueChange {
  readonly before: Values;
  /** As the API confirmed them; where it confirmed nothing, as sent. */
  readonly after: Values;
  /** Paths that were sent because they differed; empty where nothing was sent. */
  readonly sent: readonly string[];
}

/** How a target ended. A change that was sent and failed is an outcome too: what is known by then must not be lost. */
export interface Outcome extends ValueChange {
  /** The tunnel as the API showed it last; of a change that nobody could confirm, the tunnel before it. */
  readonly observation: Observation;
  /** Why the target is not reached, although a request was sent or the tunnel is as wanted. */
  readonly failure?: Error | undefined;
  /** True where nobody knows which of two keys is in force. */
  readonly isKeyUncertain?: boolean | undefined;
  /** The step at which the change failed. */
  readonly stoppedAt?: string | undefined;
  /** True where the hook has moved traffic away from the tunnel, and not back. */
  readonly isDrained?: boolean | undefined;
}

/** The outcome where nothing was sent. */
export const untouched = (observation: Observation): Outcome => ({
  before: observation.values,
  after: observation.values,
  sent: [],
  observation,
});

/** How a tunnel differs from its target. */
export function deltaOf(target: Target, { values }: Observation): Delta {
  return delta(vpnTunnelTable, target.wanted(values), values, target.assumed, target.completing);
}

/** Whatever was thrown, as an error. */
export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** A reason as a whole sentence, for another one to follow. */
export const asSentence = (reason: string): string => (reason.endsWith(".") ? reason : `${reason}.`);
