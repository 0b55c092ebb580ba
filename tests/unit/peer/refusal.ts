import { PeerConfigError } from "../../../peer";

/** The error that an action throws; it must be a refusal. */
export function refusal(action: () => unknown): PeerConfigError {
  try {
    action();
  } catch (error) {
    if (error instanceof PeerConfigError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
