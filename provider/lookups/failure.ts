import { ApiError, categoryOf, type Category } from "../api/errors";
import { PeerConfigError } from "../../peer";
import { NotFound } from "./not-found";

/** Why a look-up failed, for the user. No text in it is secret. */
export interface LookupFailure {
  readonly message: string;
  readonly category: Category;
  /** The error code of the API, where the API answered. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** The property that makes a peer configuration impossible. */
  readonly property?: string | undefined;
}

/** An error of a look-up in the form for a program. It keeps the message of an error, and never its trace. */
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
