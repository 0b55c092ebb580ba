import { ApiError, categoryOf, type Category } from "../api/errors";
import { PeerConfigError } from "../../peer";
import { NotFound } from "./not-found";

/** Why a look-up failed, in words for the user. No text in it is secret. */
export interface LookupFailure {
  readonly message: string;
  readonly category: Category;
  /** The error code of the API, where the API answered. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** The property that stands in the way of a peer configuration. */
  readonly property?: string | undefined;
}

/**
 * What to tell a program of anything that a look-up ended with. Only the words of an error are kept, never its trace.
 */
export function failureOf(error: unknown): LookupFailure {
  if (error instanceof ApiError) {
    const { message, category, code, requestId } = error;
    return { message, category, code, requestId };
  }
  if (error instanceof NotFound) return { message: error.message, category: "notFound" };
  if (error instanceof PeerConfigError) {
    const { message, property } = error;
    return { message, category: "invalid", property };
  }
  const category = categoryOf(error);
  const message = error instanceof Error ? error.message : "an unknown error";
  if (category !== undefined) return { message, category };
  return { message: `${message} (unexpected; please report it with what you were doing)`, category: "unknown" };
}
