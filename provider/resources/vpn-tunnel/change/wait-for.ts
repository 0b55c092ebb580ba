import type { Values } from "../../../core/field";
import { canBeConfirmed, type Observation } from "../observation";
import type { Operation } from "../operation/operation";

/** When a change counts as done, from the least to the most that is waited for. */
export const WAIT_FOR = ["settled", "recovered", "established"] as const;

/** `waitFor`; the reference page says what each of them means. */
export type WaitFor = (typeof WAIT_FOR)[number];

/** What a declaration, or a state, asks for. */
export const waitForIn = (options: Values): WaitFor =>
  WAIT_FOR.find((each) => each === options["waitFor"]) ?? "recovered";

/** True for a tunnel that was up before its change, or before an earlier one after which nobody has seen it up. */
export const wasUpBefore = ({ tunnelId, values }: Observation, operation: Operation): boolean =>
  operation.isAwaited(tunnelId) && canBeConfirmed(values);
