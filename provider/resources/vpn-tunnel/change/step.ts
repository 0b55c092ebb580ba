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
  readonly ports: TunnelPorts;
}

/**
 * The steps of a change, in their order (`sequence` says what each one does). Each step holds what it needs from the
 * steps before it.
 * - `until`: when the wait for a free gateway ends, in milliseconds of the ports' clock.
 * - `unheard`: a request that was sent and whose answer was lost.
 * - `inTurn`: the step holds the turn of the VPN gateway.
 */
export type Step =
  | { readonly name: "observe"; readonly until: number | undefined; readonly unheard: Request | undefined }
  | ({ readonly name: "guard" } & ToSend)
  | {
      readonly name: "wait for others";
      readonly others: () => Promise<void>;
      readonly inTurn: boolean;
      readonly unheard: Request | undefined;
    }
  | ({ readonly name: "send" } & ToSend)
  | { readonly name: "confirm"; readonly request: Request }
  | { readonly name: "recover"; readonly request: Request; readonly confirmed: Observation; readonly inTurn: boolean }
  | {
      readonly name: "revert";
      readonly request: Request;
      /** The tunnel as the API showed it after the change; undefined where the API never showed the change. */
      readonly confirmed: Observation | undefined;
      readonly cause: Error;
      readonly inTurn: boolean;
    }
  | { readonly name: "end"; readonly outcome: Outcome };

interface ToSend {
  readonly request: Request;
  readonly until: number;
  readonly unheard: Request | undefined;
}

/** A step of one name. */
export type StepOf<Name extends Step["name"]> = Extract<Step, { readonly name: Name }>;

/** A step that has something to do. */
export type UnfinishedStep = Exclude<Step, { readonly name: "end" }>;
