import type { Category } from "../../provider/api/errors";
import type { LookupFailure } from "../../provider/lookups";
import { ProgramError } from "../program-error";
import { lookups } from "./provider-side";

/** The kind of a failure: `notFound`, `credentials`, `throttled`, `configuration`, … */
export type LookupErrorCategory = Category;

/**
 * A look-up, a diagnosis or a peer configuration failed. A program that can go on without the answer decides by
 * `category`. Otherwise Pulumi shows the message and the program ends.
 */
export class LookupError extends ProgramError {
  override readonly name = "LookupError";
  readonly category: LookupErrorCategory;
  /** The error code of the API, where the API answered. */
  readonly code: string | undefined;
  /** The id of the request, where the API answered. Alibaba Cloud's support asks for it. */
  readonly requestId: string | undefined;
  /** The property that stands in the way of a peer configuration. */
  readonly property: string | undefined;

  constructor(what: string, { message, category, code, requestId, property }: LookupFailure) {
    super(`${what}: ${message}`);
    this.category = category;
    this.code = code;
    this.requestId = requestId;
    this.property = property;
  }
}

/**
 * Does one function's work for the program. Every error reaches the program as a ProgramError that names the function.
 * @param what The function, and its argument where one argument says what it was asked for.
 */
export async function withLookupErrors<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw forProgram(what, error);
  }
}

/** The same for work that is done at once. */
export function withLookupErrorsSync<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw forProgram(what, error);
  }
}

function forProgram(what: string, error: unknown): ProgramError {
  return error instanceof ProgramError ? error : new LookupError(what, lookups().failureOf(error));
}
