import type { Category } from "../../provider/api/errors";
import type { LookupFailure } from "../../provider/lookups";
import { ProgramError } from "../program-error";
import { lookups } from "./provider-side";

/** What kind of failure it is: `notFound`, `credentials`, `throttled`, `configuration`, … */
export type LookupErrorCategory = Category;

/**
 * A look-up, a diagnosis or a peer configuration failed. A program that goes on without the answer decides by `category`;
 * otherwise Pulumi shows the message and the program ends.
 */
export class LookupError extends ProgramError {
  override readonly name = "LookupError";
  readonly category: LookupErrorCategory;
  /** The error code of the API, where the API answered. */
  readonly code: string | undefined;
  /** What Alibaba Cloud's support asks for, where the API answered. */
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
 * Does one function's work for the program. Whatever goes wrong reaches the program as one ProgramError that names the
 * function and what it was asked for.
 */
export async function answering<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw forProgram(what, error);
  }
}

/** The same for work that needs no waiting. */
export function answeringAtOnce<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw forProgram(what, error);
  }
}

function forProgram(what: string, error: unknown): ProgramError {
  return error instanceof ProgramError ? error : new LookupError(what, lookups().failureOf(error));
}
