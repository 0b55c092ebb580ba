import type { Delta } from "../../../core/delta";
import type { ConnectionFacts, Observation } from "../observation";
import type { TunnelPorts } from "../ports";
import type { Outcome, Target } from "./target";

/** A request to change a tunnel, and the tunnel as it was when the request was computed. */
export interface Request {
  readonly before: Observation;
  readonly delta: Delta;
}

/** The change of one tunnel that is under way. */
export interface Work {
  readonly target: Target;
  readonly connection: ConnectionFacts;
  readonly tunnelId: string;
  /** The tunnel as it was first seen: it stands in where no later look succeeds. */
  readonly first: Observation;
  readonly ports: TunnelPorts;
}

/** What the hook has done for this change so far. */
export interface Device {
  /** Traffic was moved away from the tunnel, or the hook failed at it. */
  readonly isDrained: boolean;
  /** The device has, or may have, the values that are to be sent. */
  readonly hasNewValues: boolean;
  /** The hook is not called before the request is sent: it was, or it must not be. */
  readonly isReady: boolean;
  /** The device applied the new values after they were sent, and renegotiated. */
  readonly hasFollowed: boolean;
}

export const UNTOUCHED: Device = { isDrained: false, hasNewValues: false, isReady: false, hasFollowed: false };

/** How a change ended: with an outcome, or refused with nothing sent. */
export type Ending = { readonly outcome: Outcome } | { readonly refusal: Error };

/**
 * The steps of a change, in their order (`sequence` says what each one does). Each step holds what it needs from the
 * steps before it.
 * - `until`: when the wait for a free gateway ends, in milliseconds of the ports' clock.
 * - `unheard`: a request that was sent and whose answer was lost.
 */
export type Step = { readonly device: Device } & (
  | {
      readonly name: "observe";
      readonly until: number | undefined;
      readonly unheard: Request | undefined;
      /** The request that the hook prepared the device for. */
      readonly request?: Request;
    }
  | ({ readonly name: "guard" } & ToSend)
  | {
      readonly name: "wait for others";
      readonly others: () => Promise<void>;
      readonly unheard: Request | undefined;
      readonly request?: Request;
    }
  | { readonly name: "drain"; readonly request: Request }
  | { readonly name: "prepare"; readonly request: Request }
  | ({ readonly name: "send" } & ToSend)
  | { readonly name: "confirm"; readonly request: Request }
  | { readonly name: "follow"; readonly request: Request; readonly confirmed: Observation }
  | { readonly name: "back"; readonly request: Request; readonly confirmed: Observation }
  | {
      readonly name: "revert";
      readonly request: Request;
      /** The tunnel as the API showed it after the change; undefined where the API never showed the change. */
      readonly confirmed: Observation | undefined;
      readonly cause: Error;
      readonly stoppedAt: StepName;
    }
  | {
      readonly name: "return";
      readonly request: Request;
      /** The tunnel with its former values; undefined where nothing was sent. */
      readonly restored: Observation | undefined;
      readonly ending: Ending;
    }
  | {
      readonly name: "undrain";
      readonly ending: Ending;
      /** True where the device may still have values that the tunnel has not. */
      readonly isDeviceUnknown?: boolean;
    }
  | { readonly name: "end"; readonly ending: Ending }
);

interface ToSend {
  readonly request: Request;
  readonly until: number;
  readonly unheard: Request | undefined;
}

/** What a step is called, for people too. */
export type StepName = Step["name"];

/** A step of one name. */
export type StepOf<Name extends StepName> = Extract<Step, { readonly name: Name }>;

/** A step that has something to do. */
export type UnfinishedStep = Exclude<Step, { readonly name: "end" }>;
